using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>Whether a series of closed candles can be read: the same judgement for candles from memory and from REST.</summary>
internal static class SeriesCheck
{
    /// <summary>Why not; null when it can.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="candles">Closed candles without a gap up to the newest.</param>
    /// <param name="minimum">How many it takes.</param>
    /// <param name="newestClosed">Open time of the newest; null when there is none.</param>
    /// <param name="venueNow">The venue's time, Unix milliseconds.</param>
    /// <param name="venueSpeed">Venue seconds in one of ours; what a candle may be late by grows with it.</param>
    public static string? Defect(KlineInterval interval, int candles, int minimum, long? newestClosed, long venueNow, double venueSpeed)
    {
        if (candles < minimum || newestClosed is not { } newest)
            return $"too few candles ({candles} of {minimum})";
        var dueBy = newest + (2 * interval.ToMilliseconds()) + (FreshnessPolicy.StaleAbove.TotalMilliseconds * venueSpeed);
        return venueNow <= dueBy
            ? null
            : $"stale data (the newest closed candle ended {TimeSpan.FromMilliseconds(venueNow - newest - interval.ToMilliseconds()).TotalSeconds:F0} s ago)";
    }
}
