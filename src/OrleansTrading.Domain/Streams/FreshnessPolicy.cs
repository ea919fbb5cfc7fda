using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Streams;

/// <summary>Judges <see cref="Freshness"/> by two clocks: the age of data by ours, the lag of candles by the venue's.</summary>
public static class FreshnessPolicy
{
    /// <summary>Data younger than this is fresh.</summary>
    public static readonly TimeSpan FreshBelow = TimeSpan.FromSeconds(15);

    /// <summary>Data older than this is stale.</summary>
    public static readonly TimeSpan StaleAbove = TimeSpan.FromSeconds(60);

    /// <summary>How long after a candle's end, in the venue's time, the first event of the next may take.</summary>
    public static readonly TimeSpan CandleGrace = TimeSpan.FromSeconds(10);

    /// <summary>The worse of both judgements.</summary>
    /// <param name="dataAge">Time since the newest data was received, monotonic; null when none ever was.</param>
    /// <param name="newestOpenTime">Open time of the newest candle of <paramref name="baseInterval"/>, Unix milliseconds; null when there is none.</param>
    /// <param name="baseInterval">The interval that the stream brings.</param>
    /// <param name="venueNow">The venue's time, Unix milliseconds.</param>
    /// <param name="venueSpeed">Venue seconds in one of ours; 1 except where a market is replayed faster. The times allowed to candles grow with it.</param>
    public static Freshness Judge(
        TimeSpan? dataAge, long? newestOpenTime, KlineInterval baseInterval, long venueNow, double venueSpeed = 1)
    {
        if (dataAge is not { } age)
            return Freshness.None;
        return (Freshness)Math.Max((byte)JudgeAge(age), (byte)JudgeCandle(newestOpenTime, baseInterval, venueNow, venueSpeed));
    }

    /// <summary>The judgement by age alone.</summary>
    public static Freshness JudgeAge(TimeSpan dataAge) =>
        dataAge < FreshBelow ? Freshness.Fresh : dataAge <= StaleAbove ? Freshness.Delayed : Freshness.Stale;

    /// <summary>The judgement by the newest candle alone; stale when there is none. Parameters as for <see cref="Judge"/>.</summary>
    public static Freshness JudgeCandle(long? newestOpenTime, KlineInterval baseInterval, long venueNow, double venueSpeed = 1) =>
        newestOpenTime is { } newest ? JudgeLag(newest, baseInterval, venueNow, Math.Max(1, venueSpeed)) : Freshness.Stale;

    private static Freshness JudgeLag(long newest, KlineInterval interval, long venueNow, double speed)
    {
        var length = interval.ToMilliseconds();
        var behind = (interval.OpenTimeOf(venueNow) - newest) / length;
        var sinceEnd = venueNow - (newest + length);
        if (behind <= 0 || (sinceEnd <= CandleGrace.TotalMilliseconds * speed && (behind == 1 || speed > 1)))
            return Freshness.Fresh;
        // At normal speed this is the one candle alone; a fast clock passes several in the time in which data is but delayed.
        return sinceEnd <= StaleAbove.TotalMilliseconds * speed && (behind == 1 || speed > 1) ? Freshness.Delayed : Freshness.Stale;
    }
}
