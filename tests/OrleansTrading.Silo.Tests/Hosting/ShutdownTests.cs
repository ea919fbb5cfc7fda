using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class ShutdownTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Process_ToldToTerminate_EndsWithinTenSecondsAndKeepsItsData()
    {
        using var data = new TemporaryDirectory();
        var settings = new Dictionary<string, string> { ["Watchlist__Symbols"] = "BTCUSDT,ETHUSDT" };
        await using var silo = await HostProcess.StartSiloAsync(data.Path, settings);
        using var client = new HttpClient { BaseAddress = silo.Address };
        await Eventually.TrueAsync(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode, ReadyLimit, () => silo.Output);

        // A connection that stays open, as a browser's does, must not hold up the end.
        using var open = await client.GetAsync("/api/v1/instruments", HttpCompletionOption.ResponseHeadersRead);
        (await silo.TerminateAsync(Limit)).ShouldBeLessThan(Limit);
        silo.ExitCode.ShouldBe(0, silo.Output);
        silo.Output.ShouldContain("binance:BTCUSDT: following the market", customMessage: "what happens is told at the level Information");
        Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories).ShouldNotBeEmpty();
    }
}
