namespace OrleansTrading.Simulator.Market;

/// <summary>A kline interval by the venue's name. All but the week and the month start at multiples of their length.</summary>
internal sealed class VenueInterval
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    // 1970-01-01 was a Thursday and weeks start on Monday.
    private const long WeekOffset = 4 * Day;

    private static readonly VenueInterval[] Known =
    [
        new("1m", Minute), new("3m", 3 * Minute), new("5m", 5 * Minute), new("15m", 15 * Minute), new("30m", 30 * Minute),
        new("1h", Hour), new("2h", 2 * Hour), new("4h", 4 * Hour), new("6h", 6 * Hour), new("8h", 8 * Hour), new("12h", 12 * Hour),
        new("1d", Day), new("3d", 3 * Day), new("1w", 7 * Day), new("1M", 0),
    ];

    private VenueInterval(string name, long milliseconds)
    {
        Name = name;
        Utf8Name = System.Text.Encoding.UTF8.GetBytes(name);
        Milliseconds = milliseconds;
    }

    public static IReadOnlyList<VenueInterval> All => Known;

    public string Name { get; }

    public byte[] Utf8Name { get; }

    /// <summary>The fixed length, or 0 for the calendar month.</summary>
    public long Milliseconds { get; }

    public bool IsMonth => Milliseconds == 0;

    public static VenueInterval? Find(ReadOnlySpan<char> name)
    {
        foreach (var interval in Known)
        {
            if (name.SequenceEqual(interval.Name))
            {
                return interval;
            }
        }

        return null;
    }

    public static VenueInterval? OfLength(long milliseconds) =>
        Array.Find(Known, interval => interval.Milliseconds == milliseconds && milliseconds > 0);

    /// <summary>Open time of the candle that holds <paramref name="time"/>.</summary>
    public long OpenOf(long time)
    {
        if (IsMonth)
        {
            var date = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime;
            return new DateTimeOffset(date.Year, date.Month, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        }

        var offset = Milliseconds == 7 * Day ? WeekOffset : 0;
        return time - ((time - offset) % Milliseconds + Milliseconds) % Milliseconds;
    }

    /// <summary>Open time of the candle <paramref name="count"/> after (or before, when negative) the one at <paramref name="open"/>.</summary>
    public long Step(long open, long count) => IsMonth
        ? DateTimeOffset.FromUnixTimeMilliseconds(open).AddMonths((int)Math.Clamp(count, -1200, 1200)).ToUnixTimeMilliseconds()
        : open + count * Milliseconds;

    public long Next(long open) => Step(open, 1);

    public override string ToString() => Name;
}
