using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Grains.Tests.Measuring;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Arbitrage;

public sealed class ArbitrageMetricsTests
{
    private readonly string _asset = "A" + Guid.NewGuid().ToString("N");
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Looks_OfAnAsset_TellWhatIsOpenAndWhatCameAndWent()
    {
        using var readings = new MeterReadings(_asset);
        using var metrics = new ArbitrageMetrics(_time);
        var opened = new ArbitrageOpportunity(_asset, 1, Spread(8), 8, 1, 1, null, null);
        metrics.Looked(View([Spread(8), Spread(-3)], [opened]), [opened]);
        metrics.Looked(View([Spread(8), Spread(-3)], [opened]), []);
        var seen = readings.Observe();
        seen["arbitrage.open"].ShouldBe(1);
        seen["arbitrage.pairs"].ShouldBe(2);
        seen["arbitrage.best_net_spread"].ShouldBe(0.0008, 1e-12);
        metrics.Looked(View([], []), [opened with { ClosedAt = 2, End = ArbitrageEnd.Lost }]);
        readings.Sum("arbitrage.looks").ShouldBe(3);
        readings.Sum("arbitrage.opened").ShouldBe(1);
        readings.Sum("arbitrage.closed{end=lost}").ShouldBe(1);
        readings.Sum("arbitrage.closed{end=closed}").ShouldBe(0);
        seen = readings.Observe();
        seen["arbitrage.open"].ShouldBe(0);
        seen.Keys.ShouldNotContain("arbitrage.best_net_spread", "nothing could be compared");
        _time.Advance(ArbitrageMetrics.ShownFor + TimeSpan.FromSeconds(1));
        readings.Observe().ShouldBeEmpty("nobody looks at it here any more");
    }

    private ArbitrageView View(ArbitrageSpread[] spreads, ArbitrageOpportunity[] open) => new(_asset, 1, [.. spreads], [.. open], [], []);

    private static ArbitrageSpread Spread(double netBps) => new(
        InstrumentId.Parse("binance:BTCUSDT"), InstrumentId.Parse("okx:BTCUSDT"), 1, 100, 101, netBps + 10, netBps, 0, 0, null, TimeSpan.Zero, TimeSpan.Zero, true);
}
