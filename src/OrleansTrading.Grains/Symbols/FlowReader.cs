using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Flow;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Reads a symbol's order flow for its candles. What was read of a closed candle is kept until the next one closes or a repair changes
/// the past, so that a scan does not add up the same seconds again, and a candle is read the same when its seconds are no longer held.
/// </summary>
internal sealed class FlowReader(OrderFlow flow)
{
    private static readonly TimeSpan FreshBelow = TimeSpan.FromSeconds(10);

    private readonly Dictionary<KlineInterval, Reading> _closed = [];

    /// <summary>The flow before the end of a closed candle; null where there is not enough of it.</summary>
    public FlowFacts? At(KlineInterval interval, long openTime)
    {
        if (_closed.TryGetValue(interval, out var known) && known.OpenTime == openTime && known.Amendments == flow.Amendments)
            return known.Facts;
        var end = openTime + interval.ToMilliseconds();
        if (!flow.TryGetFacts(end, out var facts))
            return null;
        if (flow.IsOver(end))
            _closed[interval] = new Reading(openTime, flow.Amendments, facts);
        return facts;
    }

    /// <summary>The flow up to the newest second; null where there is not enough of it or it is not of the venue's present.</summary>
    public FlowFacts? Now(VenueClock clock) =>
        flow.Newest is { } newest && flow.NewestPrice is { } price
        && clock.Now - price <= FreshBelow.TotalMilliseconds * clock.Speed
        && flow.TryGetFacts(newest + OrderFlow.BucketMilliseconds, out var facts) ? facts : null;

    private readonly record struct Reading(long OpenTime, int Amendments, FlowFacts Facts);
}
