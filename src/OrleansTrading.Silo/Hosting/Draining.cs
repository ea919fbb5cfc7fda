using Microsoft.Extensions.Options;

namespace OrleansTrading.Silo.Hosting;

/// <summary>The first step of stopping: the service is not ready any more, and still answers until load balancers have seen it.</summary>
/// <remarks>Hosted services are told before any of them stops, the one that listens included.</remarks>
internal sealed partial class Draining(IOptions<ShutdownOptions> options, TimeProvider time, ILogger<Draining> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var notice = options.Value.Notice;
        LogStopping(logger, notice.TotalSeconds, options.Value.Total.TotalSeconds);
        if (notice > TimeSpan.Zero)
            await Task.Delay(notice, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1012, LogLevel.Information, "Stopping: not ready any more, requests are taken for another {Notice} s; all of it takes {Total} s at most")]
    private static partial void LogStopping(ILogger logger, double notice, double total);
}
