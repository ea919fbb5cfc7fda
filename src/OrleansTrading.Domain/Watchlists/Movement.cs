namespace OrleansTrading.Domain.Watchlists;

/// <summary>How unusually an instrument moves or is traded; 1 is where it becomes remarkable.</summary>
public static class Movement
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The largest of the three parts that are known, each against its own scale.</summary>
    /// <param name="now">The last 24 hours as of now.</param>
    /// <param name="before">The same a little earlier; null where it is not known.</param>
    /// <param name="elapsed">The time between both.</param>
    /// <param name="scale">Where each part becomes remarkable.</param>
    public static double Score(DayTrading now, DayTrading? before, TimeSpan elapsed, MovementScale scale)
    {
        var score = Math.Abs((now.LastPrice / now.OpenPrice) - 1) / scale.Change24Hours;
        if (before is not { } then || elapsed <= TimeSpan.Zero)
            return score;
        var change = Math.Abs((now.LastPrice / then.LastPrice) - 1) / scale.ShortChange;
        var volume = VolumeTimesUsual(now, then, elapsed) is { } times ? (times - 1) / (scale.VolumeTimesUsual - 1) : 0;
        return Math.Max(score, Math.Max(change, volume));
    }

    /// <summary>
    /// What was traded in between against what the instrument itself usually trades in such a time: 1 is as usual. The 24 hours' sum has
    /// also lost what was traded 24 hours earlier; that is taken as usual. Null where nothing was traded before.
    /// </summary>
    public static double? VolumeTimesUsual(DayTrading now, DayTrading before, TimeSpan elapsed)
    {
        var usual = before.QuoteVolume * (elapsed / Day);
        return usual > 0 ? Math.Max(0, 1 + ((now.QuoteVolume - before.QuoteVolume) / usual)) : null;
    }
}
