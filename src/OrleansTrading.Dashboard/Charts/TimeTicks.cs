using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>Round moments for the axis of time.</summary>
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

    /// <summary>Round moments of the reader's day from a moment up to another, each with how it is written: the date at midnight, the time of day elsewhere.</summary>
    public static IEnumerable<(long Time, string Text)> Between(long from, long to, long step, UserZone zone)
    {
        // The zone's offset at the beginning serves for all: after a change of summer time the moments are as far apart as before.
        var offset = (long)zone.Zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(from)).TotalMilliseconds;
        for (var time = ((from + offset + step - 1) / step * step) - offset; time < to; time += step)
            yield return (time, Label(time, zone));
    }

    /// <summary>Labels at round moments, those left out that the ends would cut off.</summary>
    public static IEnumerable<AxisLabel> Labels(long from, long to, int atMost, UserZone zone)
    {
        var span = Math.Max(1, to - from);
        foreach (var (time, text) in Between(from, to, StepFor(span, atMost), zone))
        {
            var percent = 100.0 * (time - from) / span;
            if (percent is > 3 and < 97)
                yield return new AxisLabel(text, Math.Round(percent, 2));
        }
    }

    private static string Label(long time, UserZone zone) =>
        zone.Format(time, zone.Format(time, "HH:mm") == "00:00" ? "d MMM" : "HH:mm");
}
