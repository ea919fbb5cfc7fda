using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Market;

/// <summary>When somebody is liquidated: at whole seconds, about one in a hundred, at the last trade.</summary>
internal sealed class LiquidationModel(SymbolMarket market)
{
    private readonly ulong _key = Noise.Key(market.Key, "liquidation");
    private readonly long _stepsPerSecond = Math.Max(1, 1_000 / market.StepMilliseconds);

    /// <summary>Whether there is one at the end of the step, if anything was traded before.</summary>
    public bool IsAt(long step) => step % _stepsPerSecond == 0 && Noise.At(_key, step) % 100 == 0;

    /// <summary>Times of messages within [start, end] with the trade that each is made of, oldest first.</summary>
    public IEnumerable<(long Time, Trade Trade)> Between(long start, long end)
    {
        var block = new TradeBlock();
        for (var step = Math.Max(start, market.FirstTime) / market.StepMilliseconds; step * market.StepMilliseconds <= end; step++)
        {
            var time = step * market.StepMilliseconds;
            if (time >= start && IsAt(step) && market.TryLastTrade(time, block, out var last))
            {
                yield return (time, last);
            }
        }
    }
}
