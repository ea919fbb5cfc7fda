using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Health;

/// <summary>Words and marks of <see cref="Freshness"/>.</summary>
internal static class FreshnessBadge
{
    /// <summary>How far data can be trusted; what no longer answers cannot be called better than stale.</summary>
    public static Freshness Effective(Freshness freshness, bool isAnswering) =>
        isAnswering || freshness == Freshness.None ? freshness : Freshness.Stale;

    public static string NameOf(Freshness freshness) => freshness switch
    {
        Freshness.None => "No data",
        _ => freshness.ToString(),
    };

    public static string MarkOf(Freshness freshness) => freshness switch
    {
        Freshness.Fresh => "●",
        Freshness.Delayed => "◐",
        Freshness.Stale => "!",
        _ => "○",
    };

    public static string Explain(Freshness freshness) => freshness switch
    {
        Freshness.Fresh => "Younger than 15 seconds, and the newest candle is the current one.",
        Freshness.Delayed => "15 to 60 seconds old, or the newest candle is one behind.",
        Freshness.Stale => "Too old to act on.",
        _ => "No data has come yet.",
    };
}
