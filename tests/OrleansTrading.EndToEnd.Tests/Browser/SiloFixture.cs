using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>One host on its simulated market and one browser, for all tests of the dashboard.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    private HostProcess? _silo;
    private Chromium? _chromium;

    public static string Screenshots => Directory.CreateDirectory(Repository.PathOf("artifacts", "screenshots")).FullName;

    internal Chromium Chromium => _chromium!;

    internal string Address => _silo!.Address.ToString();

    public async ValueTask InitializeAsync()
    {
        _silo = await HostProcess.StartSiloAsync(_data.Path);
        _chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_silo is not null)
            await _silo.DisposeAsync();
        _data.Dispose();
    }
}
