namespace OrleansTrading.Dashboard.Trading;

/// <summary>The lists of an account's past, as the address has them, with their names.</summary>
internal static class HistoryLists
{
    public static readonly (string Key, string Name)[] All =
    [
        ("orders", /* text */ "Orders"),
        ("fills", /* text */ "Fills"),
        ("signals", /* text */ "Signals"),
        ("events", /* text */ "Events"),
        ("differences", /* text */ "Differences"),
    ];
}
