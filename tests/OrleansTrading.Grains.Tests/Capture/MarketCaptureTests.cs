using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class MarketCaptureTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Tick_LookFails_NextOneGoesOn()
    {
        using var bench = new CaptureBench();
        await using var capture = new MarketCapture(
            bench.Desk, null!, null!, null!, new Silo(), Options.Create(new CaptureOptions()), bench.Time, NullLogger<MarketCapture>.Instance);
        var failures = 0;
        bench.Desk.Reconnects = () => ++failures == 1 ? throw new InvalidOperationException("Once.") : 0;
        var feed = await bench.OpenAsync();
        await capture.StartAsync(TestContext.Current.CancellationToken);
        for (var file = 1; file <= 3; file++)
        {
            feed.OnTrade(Trade(file), isRepaired: false);
            bench.Time.Advance(TimeSpan.FromSeconds(61));
            await Eventually.TrueAsync(() => Task.FromResult(bench.Writer.TradeFiles(Bitcoin).Count == file), Limit);
        }

        failures.ShouldBeGreaterThan(1);
        await capture.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Alert_OfRowsThatCannotBeWritten_StandsUntilTheyAre()
    {
        const string key = "capture-stuck/silo";
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(1_767_225_600_000));
        using var bench = new CaptureBench();
        await using var capture = new MarketCapture(
            bench.Desk, null!, null!, cluster.Cluster.Client, new Silo(), Options.Create(new CaptureOptions()), bench.Time, NullLogger<MarketCapture>.Instance);
        bench.Desk.Reconnects = () => 0;
        bench.Writer.Defect = _ => new InvalidOperationException("made up");
        (await bench.OpenAsync()).OnTrade(Trade(1), isRepaired: false);
        await capture.StartAsync(TestContext.Current.CancellationToken);
        var alerts = cluster.Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

        await UntilAsync(stands: true);
        (await alerts.ListAsync(openOnly: true, 10)).Single(alert => alert.Key == key).Detail.ShouldContain("1 rows in 1 files wait");
        bench.Writer.Defect = _ => null;
        await UntilAsync(stands: false);
        bench.Writer.TradeFiles(Bitcoin).Single().ShouldBe([Trade(1)]);
        await capture.StopAsync(TestContext.Current.CancellationToken);

        Task UntilAsync(bool stands) => Eventually.TrueAsync(
            async () =>
            {
                bench.Time.Advance(TimeSpan.FromSeconds(10));
                return (await alerts.ListAsync(openOnly: true, 10)).Any(alert => alert.Key == key) == stands;
            },
            Limit);
    }

    [Fact]
    public async Task Alert_OfADamagedFileThatAnEarlierProcessMovedAside_StandsUntilItIsTakenAway()
    {
        using var directory = new TemporaryDirectory();
        var aside = Path.Combine(Directory.CreateDirectory(Path.Combine(directory.Path, "agg_trade", "binance")).FullName, "1.parquet" + TradeSearch.Aside);
        await File.WriteAllTextAsync(aside, "damaged", TestContext.Current.CancellationToken);
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(1_767_225_600_000));
        using var bench = new CaptureBench();
        await using var capture = new MarketCapture(
            bench.Desk, null!, null!, cluster.Cluster.Client, new Silo(), Options.Create(new CaptureOptions { Directory = directory.Path }), bench.Time,
            NullLogger<MarketCapture>.Instance);
        bench.Desk.Reconnects = () => 0;
        await capture.StartAsync(TestContext.Current.CancellationToken);
        var alerts = cluster.Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

        await UntilAsync(stands: true);
        (await alerts.ListAsync(openOnly: true, 10)).Single().Detail.ShouldContain(aside);
        File.Delete(aside);
        await UntilAsync(stands: false);
        await capture.StopAsync(TestContext.Current.CancellationToken);

        Task UntilAsync(bool stands) => Eventually.TrueAsync(
            async () =>
            {
                bench.Time.Advance(TimeSpan.FromSeconds(1));
                return (await alerts.ListAsync(openOnly: true, 10)).Any(alert => alert.Key == "capture-damaged/silo") == stands;
            },
            Limit);
    }

    private sealed class Silo : ILocalSiloDetails
    {
        public string Name => "silo";

        public string ClusterId => "cluster";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress => null!;

        public SiloAddress GatewayAddress => null!;
    }
}
