using System.Diagnostics.CodeAnalysis;

namespace OrleansTrading.Domain.Candles;

/// <summary>Names and arithmetic of <see cref="KlineInterval"/>.</summary>
public static class KlineIntervals
{
    private const long Minute = 60_000;

    private static readonly (KlineInterval Interval, string Code, long Milliseconds)[] Table =
    [
        (KlineInterval.OneMinute, "1m", Minute),
        (KlineInterval.ThreeMinutes, "3m", 3 * Minute),
        (KlineInterval.FiveMinutes, "5m", 5 * Minute),
        (KlineInterval.FifteenMinutes, "15m", 15 * Minute),
        (KlineInterval.ThirtyMinutes, "30m", 30 * Minute),
        (KlineInterval.OneHour, "1h", 60 * Minute),
        (KlineInterval.TwoHours, "2h", 120 * Minute),
        (KlineInterval.FourHours, "4h", 240 * Minute),
        (KlineInterval.SixHours, "6h", 360 * Minute),
        (KlineInterval.EightHours, "8h", 480 * Minute),
        (KlineInterval.TwelveHours, "12h", 720 * Minute),
        (KlineInterval.OneDay, "1d", 1440 * Minute),
    ];

    /// <summary>All intervals, shortest first.</summary>
    public static IReadOnlyList<KlineInterval> All { get; } = [.. Table.Select(row => row.Interval)];

    /// <summary>The codes users write, shortest first, joined for error messages.</summary>
    public static string Expected { get; } = string.Join(", ", Table.Select(row => row.Code));

    public static string ToCode(this KlineInterval interval) => Row(interval).Code;

    /// <summary>Length in milliseconds.</summary>
    public static long ToMilliseconds(this KlineInterval interval) => Row(interval).Milliseconds;

    /// <summary>Open time (Unix milliseconds) of the candle that holds <paramref name="time"/>.</summary>
    public static long OpenTimeOf(this KlineInterval interval, long time) => time - Modulo(time, interval.ToMilliseconds());

    public static bool IsOpenTime(this KlineInterval interval, long time) => Modulo(time, interval.ToMilliseconds()) == 0;

    public static bool TryParse([NotNullWhen(true)] string? code, out KlineInterval interval)
    {
        foreach (var row in Table)
        {
            if (row.Code == code)
            {
                interval = row.Interval;
                return true;
            }
        }

        interval = default;
        return false;
    }

    public static KlineInterval Parse(string code) =>
        TryParse(code, out var interval) ? interval : throw new FormatException($"'{code}' is not an interval; expected one of {Expected}.");

    /// <summary>The intervals of a list such as <c>1m,1h</c>, shortest first; none of an empty one. False when one of them is none.</summary>
    public static bool TryParseList(string codes, out IReadOnlyList<KlineInterval> intervals)
    {
        var parsed = codes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(code => TryParse(code, out var interval) ? interval : default)
            .Distinct().Order().ToList();
        intervals = parsed;
        return !parsed.Contains(default);
    }

    /// <exception cref="FormatException">One of them is none.</exception>
    public static IReadOnlyList<KlineInterval> ParseList(string codes) => TryParseList(codes, out var intervals)
        ? intervals
        : throw new FormatException($"'{codes}' is not a list of intervals; expected some of {Expected}, separated by commas.");

    private static (KlineInterval Interval, string Code, long Milliseconds) Row(KlineInterval interval) =>
        interval is >= KlineInterval.OneMinute and <= KlineInterval.OneDay
            ? Table[(int)interval - 1]
            : throw new ArgumentOutOfRangeException(nameof(interval), interval, $"Expected one of {Expected}.");

    private static long Modulo(long time, long length) => ((time % length) + length) % length;
}
