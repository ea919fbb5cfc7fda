using System.Globalization;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.Files;

/// <summary>
/// The span of time that one segment file holds: a calendar month (UTC) of candles up to 15 minutes long, a year of longer ones.
/// So a file holds 44,640 candles at most, and the newest 300 of any interval lie in two files or fewer.
/// </summary>
internal static class SegmentSpan
{
    public const string Extension = ".klines";

    private const string Monthly = "yyyy-MM";
    private const string Yearly = "yyyy";

    /// <summary>First moment of the span that holds <paramref name="time"/>, Unix milliseconds.</summary>
    public static long StartOf(KlineInterval interval, long time)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(time);
        return new DateTimeOffset(at.Year, IsMonthly(interval) ? at.Month : 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    }

    public static string FileNameOf(KlineInterval interval, long start) =>
        DateTimeOffset.FromUnixTimeMilliseconds(start).ToString(FormatOf(interval), CultureInfo.InvariantCulture) + Extension;

    public static bool TryParseFileName(KlineInterval interval, string fileName, out long start)
    {
        start = 0;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal))
            return false;
        var parsed = DateTimeOffset.TryParseExact(
            fileName[..^Extension.Length], FormatOf(interval), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        start = at.ToUnixTimeMilliseconds();
        return parsed;
    }

    private static bool IsMonthly(KlineInterval interval) => interval <= KlineInterval.FifteenMinutes;

    private static string FormatOf(KlineInterval interval) => IsMonthly(interval) ? Monthly : Yearly;
}
