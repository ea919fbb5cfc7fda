using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Tests.Balance;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Simulated;

/// <summary>A silo is added while the market goes on: it gets its share of the symbols, and no closed candle is lost on the way.</summary>
public sealed class ScaleUpTests
{
    private const int Symbols = 12;
    private const long Minute = 60_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silo_AddedWhileTheMarketRuns_TakesItsShareAndNoCandleIsLost()
    {
        await using var cluster = await SimulatedCluster.StartAsync(Symbols, seed: 7, speed: 120, tradesPerSecond: 1, silos: 2, services: BalanceBench.Add);
        InstrumentId[] instruments = [.. cluster.Instruments];
        foreach (var instrument in instruments)
            await cluster.Symbol(instrument).HoldAsync("test", TimeSpan.FromMinutes(10));
        foreach (var instrument in instruments)
            await cluster.LiveAsync(instrument);
        var begun = cluster.Simulator.Clock.Now.ToUnixTimeMilliseconds() / Minute * Minute;

        await cluster.Cluster.StartAdditionalSiloAsync();
        await cluster.Cluster.WaitForLivenessToStabilizeAsync();
        var bench = new BalanceBench(cluster.Cluster);
        (await bench.SettleAsync(Symbols)).ShouldBeGreaterThanOrEqualTo(3);
        bench.Counts[^1].ShouldBeGreaterThanOrEqualTo(3);
        foreach (var instrument in instruments)
            await cluster.LiveAsync(instrument);

        var enough = DateTimeOffset.FromUnixTimeMilliseconds(begun + (12 * Minute));
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Simulator.Clock.Now > enough), Limit);
        var end = (cluster.Simulator.Clock.Now.ToUnixTimeMilliseconds() / Minute * Minute) - Minute;
        foreach (var instrument in instruments)
            await cluster.ShouldHoldAllAsync(instrument, KlineInterval.OneMinute, begun, end);
    }
}
