namespace OrleansTrading.Simulator.Replay;

/// <summary>Where a file has which column: by its header, or by the order of the venue's dumps.</summary>
internal sealed class CsvColumns
{
    public const int Absent = -1;

    private static readonly string[][] KlineNames =
    [
        ["timestamp", "open_time", "opentime", "open time"], ["open"], ["high"], ["low"], ["close"], ["volume"],
        ["close_time", "closetime", "close time"], ["quote_volume", "quote_asset_volume", "quotevolume"],
        ["trades", "count", "number_of_trades"],
        ["taker_buy_volume", "taker_buy_base", "taker_buy_base_asset_volume"],
        ["taker_buy_quote_volume", "taker_buy_quote", "taker_buy_quote_asset_volume"],
    ];

    private static readonly string[][] TradeNames =
    [
        ["agg_trade_id", "a", "id"], ["price", "p"], ["quantity", "qty", "q"], ["first_trade_id", "f"], ["last_trade_id", "l"],
        ["transact_time", "timestamp", "time"], ["is_buyer_maker", "m"],
    ];

    // Those without which a row means nothing.
    private const int NeededKlineColumns = 6;

    private readonly int[] _places;

    private CsvColumns(int[] places) => _places = places;

    public int this[int column] => _places[column];

    public static CsvColumns KlineDump { get; } = InOrder(KlineNames.Length);

    public static CsvColumns TradeDump { get; } = InOrder(TradeNames.Length);

    /// <summary>Null when the header lacks a column that is needed: the file holds something else.</summary>
    public static CsvColumns? OfHeader(string[] header, bool trades)
    {
        var names = trades ? TradeNames : KlineNames;
        var lower = Array.ConvertAll(header, name => name.Trim().ToLowerInvariant());
        var places = Array.ConvertAll(names, known => Array.FindIndex(lower, name => known.Contains(name)));
        var needed = trades ? TradeNames.Length : NeededKlineColumns;
        return places.Take(needed).Contains(Absent) ? null : new CsvColumns(places);
    }

    private static CsvColumns InOrder(int count) => new([.. Enumerable.Range(0, count)]);
}
