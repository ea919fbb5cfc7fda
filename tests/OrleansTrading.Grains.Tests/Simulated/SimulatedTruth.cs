using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Simulator.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Simulated;

/// <summary>What silos hold, against what the simulator knows of its market.</summary>
internal static class SimulatedTruth
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task LiveAsync(this SimulatedCluster cluster, InstrumentId instrument) => Eventually.GetAsync(
        () => cluster.Symbol(instrument).GetSnapshotAsync(), snapshot => snapshot.Phase == SymbolPhase.Live, Limit);

    public static async Task ShouldHoldAllAsync(this SimulatedCluster cluster, InstrumentId instrument, KlineInterval interval, long from, long to)
    {
        var (first, last) = (interval.OpenTimeOf(from), interval.OpenTimeOf(to));
        var truth = cluster.Simulator.Market.Klines(
            instrument.Symbol, interval.ToCode(), DateTimeOffset.FromUnixTimeMilliseconds(first), DateTimeOffset.FromUnixTimeMilliseconds(last), cluster.Simulator.Clock.Now);
        truth.Count.ShouldBeGreaterThan(interval == KlineInterval.OneMinute ? 8 : 0);
        var stored = await Eventually.GetAsync(
            () => cluster.Store.ReadKlinesAsync(instrument, interval, first, last, 1_000, CancellationToken.None), found => found.Count == truth.Count, Limit,
            () => $"{instrument} {interval.ToCode()} from {first} to {last}: {truth.Count} are expected", found => $"{found.Count}");
        stored.Select(kline => (kline.OpenTime, kline.Close, kline.Volume, kline.Trades)).ShouldBe(truth.Select(Values));
    }

    private static (long, double, double, int) Values(SimulatedCandle candle) =>
        (candle.OpenTime.ToUnixTimeMilliseconds(), (double)candle.Close, (double)candle.Volume, (int)candle.Trades);
}
