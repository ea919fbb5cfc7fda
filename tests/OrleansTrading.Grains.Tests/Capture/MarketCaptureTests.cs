using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using OrleansTrading.Grains.Capture;
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

    private sealed class Silo : ILocalSiloDetails
    {
        public string Name => "silo";

        public string ClusterId => "cluster";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress => null!;

        public SiloAddress GatewayAddress => null!;
    }
}
