using EmbeddedEngine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster and its host.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private volatile bool _isActive = true;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _isActive;

    /// <summary>Stops the silo; not gracefully means as a crash would, with no grain deactivated.</summary>
    public override async Task StopSiloAsync(bool stopGracefully)
    {
        if (!_isActive)
        {
            return;
        }

        _isActive = false;
        if (stopGracefully)
        {
            await SiloHost.StopAsync();
            return;
        }

        SiloHost.Services.GetRequiredService<SiloHost>().Kill();
        await SiloHost.StopAsync(new CancellationToken(canceled: true));
    }

    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (_isActive)
        {
            _isActive = false;
            await SiloHost.StopAsync(ct);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _isActive)
        {
            _isActive = false;
            SiloHost.StopAsync().GetAwaiter().GetResult();
            SiloHost.Dispose();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await StopSiloAsync(stopGracefully: true);
        if (SiloHost is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            SiloHost.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
