using System.Globalization;

namespace OrleansTrading.Dashboard.Formatting;

/// <summary>Ages and moments. Whole units only, so that a fresh age does not flicker.</summary>
internal static class Ages
{
    /// <summary><c>&lt;1 s</c>, <c>12 s</c>, <c>3 m 05 s</c>, <c>2 h 07 m</c>, <c>4 d 03 h</c>.</summary>
    public static string Age(TimeSpan? age) => age switch
    {
        null => Figures.None,
        { Ticks: < TimeSpan.TicksPerSecond } => "<1 s",
        { TotalMinutes: < 1 } value => Invariant($"{value.Seconds} s"),
        { TotalHours: < 1 } value => Invariant($"{value.Minutes} m {value.Seconds:00} s"),
        { TotalDays: < 1 } value => Invariant($"{value.Hours} h {value.Minutes:00} m"),
        { } value => Invariant($"{(long)value.TotalDays} d {value.Hours:00} h"),
    };

    /// <summary>UTC time of day of a moment in Unix milliseconds: <c>14:05:09</c>.</summary>
    public static string TimeOfDay(long? unixMilliseconds) => Moment(unixMilliseconds, "HH:mm:ss");

    /// <summary><c>2026-01-02 14:05</c>, UTC.</summary>
    public static string Minute(long? unixMilliseconds) => Moment(unixMilliseconds, "yyyy-MM-dd HH:mm");

    /// <summary><c>2026-01-02 14:05:09</c>, UTC.</summary>
    public static string Second(long unixMilliseconds) => Moment(unixMilliseconds, "yyyy-MM-dd HH:mm:ss");

    /// <summary>Machine-readable moment for a <c>time</c> element.</summary>
    public static string Machine(long unixMilliseconds) => Moment(unixMilliseconds, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>Time left until a moment: <c>2 h 07 m</c>; <c>0 s</c> when it has passed.</summary>
    public static string Until(long unixMilliseconds, long nowUnixMilliseconds) =>
        unixMilliseconds <= nowUnixMilliseconds ? "0 s" : Age(TimeSpan.FromMilliseconds(unixMilliseconds - nowUnixMilliseconds));

    private static string Moment(long? unixMilliseconds, string format) =>
        unixMilliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value).ToString(format, CultureInfo.InvariantCulture) : Figures.None;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
