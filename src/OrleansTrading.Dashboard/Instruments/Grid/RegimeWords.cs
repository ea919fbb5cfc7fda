using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>Words and marks of what the list can be filtered by, in English, the keys of their translations.</summary>
internal static class RegimeWords
{
    public static IReadOnlyList<MarketRegime> All { get; } =
        [MarketRegime.TrendingUp, MarketRegime.TrendingDown, MarketRegime.Ranging, MarketRegime.Volatile, MarketRegime.Unknown];

    public static IReadOnlyList<Freshness> Freshnesses { get; } = [Freshness.Fresh, Freshness.Delayed, Freshness.Stale, Freshness.None];

    public static string Of(MarketRegime regime) => regime switch
    {
        MarketRegime.TrendingUp => /* text */ "Trending up",
        MarketRegime.TrendingDown => /* text */ "Trending down",
        MarketRegime.Ranging => /* text */ "Ranging",
        MarketRegime.Volatile => /* text */ "Volatile",
        _ => /* text */ "Unknown",
    };

    public static string Of(Freshness freshness) => freshness switch
    {
        Freshness.Fresh => /* text */ "Fresh",
        Freshness.Delayed => /* text */ "Delayed",
        Freshness.Stale => /* text */ "Stale",
        _ => /* text */ "No data",
    };

    public static string MarkOf(MarketRegime regime) => regime switch
    {
        MarketRegime.TrendingUp => "↗",
        MarketRegime.TrendingDown => "↘",
        MarketRegime.Ranging => "↔",
        MarketRegime.Volatile => "↯",
        _ => "",
    };
}
