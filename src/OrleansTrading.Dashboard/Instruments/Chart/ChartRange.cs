using System.Globalization;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>Which candles are drawn.</summary>
/// <param name="To">Open time of the last slot, Unix milliseconds; null follows the newest candle.</param>
/// <param name="Count">Slots drawn.</param>
public readonly record struct ChartRange(long? To, int Count)
{
    public const int Fewest = 20;

    public const int Most = 1000;

    public const int Usual = 160;

    /// <summary>What an address says; what makes no sense in it is left out.</summary>
    public static ChartRange Parse(string? to, string? count) => new(
        long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time is > 0 and < 253_402_300_800_000 ? time : null,
        int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var slots) ? Math.Clamp(slots, Fewest, Most) : Usual);

    /// <summary>Open time of the last slot.</summary>
    /// <param name="newest">Open time of the newest candle.</param>
    /// <param name="length">Length of a candle, milliseconds.</param>
    public long Last(long newest, long length) => To is { } to && to < newest ? newest - ((newest - to + length - 1) / length * length) : newest;

    /// <summary>More (a factor above 1) or fewer candles; the moment at a fraction of the width stays where it is.</summary>
    public ChartRange Zoom(double factor, double fraction, long newest, long length)
    {
        var count = Math.Clamp((int)Math.Round(Count * factor), Fewest, Most);
        if (count == Count)
            count = Math.Clamp(Count + Math.Sign(factor - 1), Fewest, Most);
        // At the newest candle the right edge holds: whoever looks at now goes on looking at now.
        var right = To is null && fraction > 0.5 ? 0 : (int)Math.Round((count - Count) * (1 - Math.Clamp(fraction, 0, 1)));
        return At(Last(newest, length) + (right * length), count, newest);
    }

    /// <summary>So many slots towards the newest (negative: towards the oldest).</summary>
    public ChartRange Pan(int slots, long newest, long length) => At(Last(newest, length) + (slots * length), Count, newest);

    private static ChartRange At(long last, int count, long newest) => new(last >= newest ? null : last, count);
}
