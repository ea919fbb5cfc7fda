using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Okx;

/// <summary>Names of candle lengths. Those beyond four hours are there in UTC only; the venue's others begin at Hong Kong's midnight.</summary>
internal static class OkxBars
{
    private static readonly (string Bar, string Interval)[] Known =
    [
        ("1m", "1m"), ("3m", "3m"), ("5m", "5m"), ("15m", "15m"), ("30m", "30m"), ("1H", "1h"), ("2H", "2h"), ("4H", "4h"),
        ("6Hutc", "6h"), ("12Hutc", "12h"), ("1Dutc", "1d"), ("3Dutc", "3d"), ("1Wutc", "1w"), ("1Mutc", "1M"),
    ];

    public static VenueInterval? Find(string bar) =>
        Array.Find(Known, known => known.Bar == bar) is { Interval: { } interval } ? VenueInterval.Find(interval) : null;

    public static string NameOf(VenueInterval interval) => Array.Find(Known, known => known.Interval == interval.Name).Bar;
}
