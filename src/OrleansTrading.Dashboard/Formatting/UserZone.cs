using System.Globalization;

namespace OrleansTrading.Dashboard.Formatting;

/// <summary>The reader's time zone, as the browser has told it in a cookie.</summary>
/// <param name="Zone">UTC until the browser has told.</param>
public sealed record UserZone(TimeZoneInfo Zone)
{
    public const string Cookie = "zone";

    public static UserZone Utc { get; } = new(TimeZoneInfo.Utc);

    /// <param name="name">An IANA name such as <c>Asia/Shanghai</c>; anything else is UTC.</param>
    public static UserZone Of(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new UserZone(zone) : Utc;

    internal string Format(long unixMilliseconds, MomentDetail detail) => Format(unixMilliseconds, detail switch
    {
        MomentDetail.Minute => "yyyy-MM-dd HH:mm",
        MomentDetail.TimeOfDay => "HH:mm:ss",
        MomentDetail.Day => "yyyy-MM-dd",
        _ => "yyyy-MM-dd HH:mm:ss",
    });

    /// <summary>A moment in this zone, in a format of .NET.</summary>
    internal string Format(long unixMilliseconds, string format) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds), Zone).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>How far the zone is from UTC at a moment: <c>UTC</c>, <c>UTC+8</c>, <c>UTC−3:30</c>.</summary>
    internal string OffsetName(long unixMilliseconds)
    {
        var offset = Zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds));
        return offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}";
    }
}
