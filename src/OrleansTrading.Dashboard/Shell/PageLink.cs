namespace OrleansTrading.Dashboard.Shell;

/// <summary>A page of the navigation.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Name">Its name in English, the key of its translation.</param>
/// <param name="Key">The letter that leads there after <c>g</c>.</param>
public sealed record PageLink(string Href, string Name, char Key)
{
    public static IReadOnlyList<PageLink> All { get; } =
    [
        new("", /* text */ "Overview", 'o'),
        new("instruments", /* text */ "Instruments", 'i'),
        new("scan", /* text */ "Scan", 's'),
        new("jobs", /* text */ "Jobs", 'j'),
        new("trading", /* text */ "Trading", 't'),
        new("risk", /* text */ "Risk", 'r'),
        new("arbitrage", /* text */ "Arbitrage", 'a'),
        new("alerts", /* text */ "Alerts", 'l'),
        new("cluster", /* text */ "Cluster", 'c'),
        new("audit", /* text */ "Audit", 'u'),
        new("settings", /* text */ "Settings", 'e'),
    ];
}
