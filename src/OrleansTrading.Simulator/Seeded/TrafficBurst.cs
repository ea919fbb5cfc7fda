using System.Globalization;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// A stretch of every day in which many times as many trades are made. Part of what the seeded market is a function of: ids and
/// candles of any time follow from it without counting.
/// </summary>
/// <param name="Factor">How many times as many, 2 to 100.</param>
/// <param name="StartMinute">Minute of the day, UTC, at which it begins.</param>
/// <param name="Minutes">How long it lasts; it ends within the day.</param>
internal sealed record TrafficBurst(int Factor, int StartMinute, int Minutes)
{
    public const string Expected = "a factor from 2 to 100, a time of the day in UTC and a length within that day, such as 10@12:00/10m";

    /// <summary>Minutes of bursts from 1970 to the minute that many after it.</summary>
    public long MinutesBefore(long minute) =>
        (minute / LogPath.MinutesPerDay * Minutes) + Math.Clamp((minute % LogPath.MinutesPerDay) - StartMinute, 0, Minutes);

    /// <summary>Reads <c>FACTOR@HH:MM/MINUTESm</c>.</summary>
    public static bool TryParse(string text, out TrafficBurst burst)
    {
        burst = new TrafficBurst(0, 0, 0);
        var (at, slash) = (text.IndexOf('@'), text.IndexOf('/'));
        if (at <= 0 || slash < at || !text.EndsWith('m')
            || !int.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            || !TimeOnly.TryParseExact(text.AsSpan(at + 1, slash - at - 1), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            || !int.TryParse(text.AsSpan(slash + 1, text.Length - slash - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            return false;
        }

        burst = new TrafficBurst(factor, (start.Hour * 60) + start.Minute, minutes);
        return burst.IsValid;
    }

    private bool IsValid =>
        Factor is >= 2 and <= 100 && StartMinute >= 0 && Minutes >= 1 && StartMinute + Minutes <= LogPath.MinutesPerDay;
}
