using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>Keeps a drawn series current from its newest candles alone.</summary>
internal static class KlineMerge
{
    /// <summary>
    /// <paramref name="held"/> with <paramref name="newest"/> laid over its end, cut to the newest <paramref name="capacity"/>.
    /// False when the two do not touch, so that the series has to be asked for as a whole.
    /// </summary>
    public static bool TryMerge(
        ImmutableArray<Kline> held,
        ImmutableArray<Kline> newest,
        KlineInterval interval,
        int capacity,
        out ImmutableArray<Kline> merged)
    {
        merged = held;
        if (newest.IsEmpty)
            return held.IsEmpty;
        if (held.IsEmpty || newest[0].OpenTime > held[^1].OpenTime + interval.ToMilliseconds())
            return false;
        var kept = held.Length;
        while (kept > 0 && held[kept - 1].OpenTime >= newest[0].OpenTime)
            kept--;
        if (held.AsSpan()[kept..].SequenceEqual(newest.AsSpan()))
            return true;
        var skip = Math.Max(0, kept + newest.Length - capacity);
        merged = [.. held.AsSpan()[Math.Min(skip, kept)..kept], .. newest.AsSpan()[Math.Max(0, skip - kept)..]];
        return true;
    }
}
