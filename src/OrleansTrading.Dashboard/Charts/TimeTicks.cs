using System.Globalization;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>Round moments, UTC, for the axis of time.</summary>
internal static class TimeTicks
{
    private const long Minute = 60_000;

    private const long Day = 1440 * Minute;

    private static readonly long[] Steps =
    [
        Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute, 60 * Minute, 120 * Minute, 180 * Minute,
        240 * Minute, 360 * Minute, 720 * Minute, Day, 2 * Day, 5 * Day, 10 * Day, 20 * Day, 50 * Day, 100 * Day, 200 * Day,
    ];

    /// <summary>Shortest round step that divides a span into at most <paramref name="atMost"/> parts.</summary>
    public static long StepFor(long span, int atMost)
    {
        foreach (var step in Steps)
        {
            if (span <= step * atMost)
                return step;
        }

        return Steps[^1];
    }

    /// <summary>The date at midnight, the time of day elsewhere.</summary>
    public static string Label(long unixMilliseconds)
    {
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
        return moment.ToString(unixMilliseconds % Day == 0 ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture);
    }
}
