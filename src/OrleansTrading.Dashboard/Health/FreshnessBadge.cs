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
        Freshness.Fresh => /* text */ "Fresh",
        Freshness.Delayed => /* text */ "Delayed",
        Freshness.Stale => /* text */ "Stale",
        _ => /* text */ "No data",
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
        Freshness.Fresh => /* text */ "Younger than 15 seconds, and the newest candle is the current one.",
        Freshness.Delayed => /* text */ "15 to 60 seconds old, or the newest candle is one behind.",
        Freshness.Stale => /* text */ "Too old to act on.",
        _ => /* text */ "No data has come yet.",
    };
}
