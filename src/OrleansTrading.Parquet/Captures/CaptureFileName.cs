using System.Globalization;

namespace OrleansTrading.Parquet.Captures;

/// <summary>
/// Where a capture file lies below the capture's root: <c>agg_trade/binance/BTCUSDT/2026-03-01/20260301T120000000-20260301T120059871.parquet</c>,
/// or, of a whole day, <c>agg_trade/binance/BTCUSDT/2026-03-01.parquet</c>. Times are UTC. While it is written a file has <see cref="Unfinished"/> after its name.
/// </summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Venue">For example <c>binance</c>.</param>
/// <param name="Symbol">The venue's own name.</param>
/// <param name="Day">The day of its first row.</param>
/// <param name="From">Time of its earliest row, Unix milliseconds; null for a whole day.</param>
/// <param name="To">Time of its latest row; null for a whole day.</param>
/// <param name="Part">Tells files of the same times apart: 1 for the first.</param>
public sealed record CaptureFileName(CaptureKind Kind, string Venue, string Symbol, DateOnly Day, long? From, long? To, int Part = 1)
{
    public const string Extension = ".parquet";

    public const string Unfinished = ".tmp";

    private const string Stamp = "yyyyMMdd'T'HHmmssfff";
    private const string DayFormat = "yyyy-MM-dd";

    public bool IsWholeDay => From is null;

    /// <summary>With the system's separators.</summary>
    public string RelativePath => IsWholeDay
        ? Path.Combine(Kind.Name(), Venue, Symbol, Day.ToString(DayFormat, CultureInfo.InvariantCulture) + Extension)
        : Path.Combine(Kind.Name(), Venue, Symbol, Day.ToString(DayFormat, CultureInfo.InvariantCulture),
            $"{Text(From!.Value)}-{Text(To!.Value)}{(Part > 1 ? string.Create(CultureInfo.InvariantCulture, $"-{Part}") : "")}{Extension}");

    public static CaptureFileName Rotation(CaptureKind kind, string venue, string symbol, long from, long to, int part = 1) =>
        new(kind, venue, symbol, DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(from).UtcDateTime), from, to, part);

    public static CaptureFileName WholeDay(CaptureKind kind, string venue, string symbol, DateOnly day) => new(kind, venue, symbol, day, null, null);

    /// <summary>Null when the path does not end as a capture file's.</summary>
    public static CaptureFileName? Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.EndsWith(Extension, StringComparison.Ordinal))
            return null;
        var parts = path[..^Extension.Length].Split('/', '\\');
        if (parts.Length >= 4 && ParseDay(parts[^1]) is { } day && CaptureKinds.Find(parts[^4]) is { } kind)
            return WholeDay(kind, parts[^3], parts[^2], day);
        if (parts.Length < 5 || ParseDay(parts[^2]) is not { } first || CaptureKinds.Find(parts[^5]) is not { } sort)
            return null;
        var name = parts[^1].Split('-');
        var part = 1;
        return name.Length is 2 or 3 && Time(name[0]) is { } from && Time(name[1]) is { } to
            && (name.Length == 2 || (int.TryParse(name[2], NumberStyles.None, CultureInfo.InvariantCulture, out part) && part > 1))
            ? new CaptureFileName(sort, parts[^4], parts[^3], first, from, to, part)
            : null;
    }

    private static string Text(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString(Stamp, CultureInfo.InvariantCulture);

    private static long? Time(string text) =>
        DateTimeOffset.TryParseExact(text, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeMilliseconds() : null;

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
