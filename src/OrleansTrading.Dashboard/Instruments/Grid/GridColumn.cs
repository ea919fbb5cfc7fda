namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>One column.</summary>
/// <param name="Value">Which.</param>
/// <param name="Key">Its name in the browser's memory and, when it can be sorted by, in the address.</param>
/// <param name="Label">Its head in English, the key of its translation.</param>
/// <param name="Class">Its style.</param>
/// <param name="IsSortable">Whether rows can be ordered by it.</param>
/// <param name="StartsDescending">Whether the first click puts the greatest first.</param>
public sealed record GridColumn(GridColumns Value, string Key, string Label, string Class, bool IsSortable = true, bool StartsDescending = true)
{
    /// <summary>The name, which is always shown.</summary>
    public static GridColumn Name { get; } = new(GridColumns.None, "name", /* text */ "Instrument", "name", StartsDescending: false);

    public static IReadOnlyList<GridColumn> All { get; } =
    [
        new(GridColumns.Last, "last", /* text */ "Last", "number price"),
        new(GridColumns.Change, "change", /* text */ "24 h", "number change"),
        new(GridColumns.Hour, "hour", /* text */ "Last hour", "spark", IsSortable: false),
        new(GridColumns.Volume, "volume", /* text */ "Volume 24 h", "number volume"),
        new(GridColumns.Book, "book", /* text */ "Bid / ask", "number book", IsSortable: false),
        new(GridColumns.Spread, "spread", /* text */ "Spread", "number spread", StartsDescending: false),
        new(GridColumns.Mark, "mark", /* text */ "Mark", "number markprice", IsSortable: false),
        new(GridColumns.Funding, "funding", /* text */ "Funding", "number funding"),
        new(GridColumns.OpenInterest, "interest", /* text */ "Open interest", "number interest"),
        new(GridColumns.Regime, "regime", /* text */ "Regime 1 h", "regime", StartsDescending: false),
        new(GridColumns.Score, "score", /* text */ "Score 1 h", "number score"),
        new(GridColumns.Data, "data", /* text */ "Data", "fresh"),
        new(GridColumns.Streams, "streams", /* text */ "Streams", "health", IsSortable: false),
        new(GridColumns.Lists, "lists", /* text */ "Watchlist", "lists", StartsDescending: false),
    ];

    public const GridColumns Usual = GridColumns.Last | GridColumns.Change | GridColumns.Hour | GridColumns.Volume | GridColumns.Spread | GridColumns.Funding
        | GridColumns.Regime | GridColumns.Score | GridColumns.Data | GridColumns.Streams;

    /// <summary>Names as the browser remembers them; the usual columns when there are none.</summary>
    public static GridColumns Parse(string? keys) => keys is null
        ? Usual
        : All.Where(column => keys.Split('.').Contains(column.Key)).Aggregate(GridColumns.None, (sum, column) => sum | column.Value);

    public static string Write(GridColumns columns) =>
        string.Join('.', All.Where(column => columns.HasFlag(column.Value)).Select(column => column.Key));
}
