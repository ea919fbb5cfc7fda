using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Okx;

namespace OrleansTrading.Simulator.Streams;

/// <summary>A stream's name taken apart.</summary>
/// <param name="Symbol">In lower case, or empty for the streams of all symbols.</param>
/// <param name="Milliseconds">Update period of depth and mark price streams.</param>
/// <param name="Levels">Levels a side of a partial depth stream or of Kraken's book.</param>
internal readonly record struct StreamAddress(StreamKind Kind, string Symbol, VenueInterval? Interval, int Milliseconds, int Levels)
{
    /// <summary>Kraken's and OKX's streams are not asked for by these names; they are kept, and chosen for faults, under them.</summary>
    public ListenPath Path => Kind switch
    {
        StreamKind.OkxCandle or StreamKind.OkxAllTrades => ListenPath.V5Business,
        >= StreamKind.OkxTrades => ListenPath.V5Public,
        >= StreamKind.KrakenOhlc => ListenPath.V2,
        StreamKind.BookTicker or StreamKind.Depth or StreamKind.PartialDepth or StreamKind.AllBookTicker or StreamKind.Trade => ListenPath.Public,
        _ => ListenPath.Market,
    };

    /// <summary>Null for a name that no stream has.</summary>
    public static StreamAddress? Parse(string name)
    {
        if (name.StartsWith('!'))
        {
            return ParseAll(name);
        }

        var at = name.IndexOf('@');
        if (at <= 0)
        {
            return null;
        }

        var symbol = name[..at];
        var rest = name[(at + 1)..];
        return rest switch
        {
            "aggTrade" => Of(StreamKind.AggTrade, symbol),
            "trade" => Of(StreamKind.Trade, symbol),
            "bookTicker" => Of(StreamKind.BookTicker, symbol),
            "ticker" => Of(StreamKind.Ticker, symbol),
            "miniTicker" => Of(StreamKind.MiniTicker, symbol),
            "forceOrder" => Of(StreamKind.ForceOrder, symbol),
            "markPrice" or "markPrice@3s" => Of(StreamKind.MarkPrice, symbol, 3_000),
            "markPrice@1s" => Of(StreamKind.MarkPrice, symbol, 1_000),
            "v2.trade" => Of(StreamKind.KrakenTrade, symbol),
            "v2.ticker" => Of(StreamKind.KrakenTicker, symbol),
            "v2.bbo" => Of(StreamKind.KrakenTop, symbol),
            _ when rest.StartsWith("v2.book_", StringComparison.Ordinal) && int.TryParse(rest.AsSpan(8), out var levels) && levels is > 0 and <= 1_000 =>
                new StreamAddress(StreamKind.KrakenBook, symbol, null, 0, levels),
            _ when rest.StartsWith("v2.ohlc_", StringComparison.Ordinal) && VenueInterval.Find(rest.AsSpan(8)) is { IsMonth: false } length =>
                new StreamAddress(StreamKind.KrakenOhlc, symbol, length, 0, 0),
            _ when OkxChannelNames.Parse(rest) is { } okx => new StreamAddress(okx.Kind, symbol, okx.Interval, 0, 0),
            _ when rest.StartsWith("kline_", StringComparison.Ordinal) => Kline(symbol, rest.AsSpan(6)),
            _ when rest.StartsWith("depth", StringComparison.Ordinal) => Depth(symbol, rest.AsSpan(5)),
            _ => null,
        };
    }

    private static StreamAddress Of(StreamKind kind, string symbol, int milliseconds = 0) => new(kind, symbol, null, milliseconds, 0);

    private static StreamAddress? ParseAll(string name) => name switch
    {
        "!markPrice@arr" or "!markPrice@arr@3s" => Of(StreamKind.AllMarkPrice, "", 3_000),
        "!markPrice@arr@1s" => Of(StreamKind.AllMarkPrice, "", 1_000),
        "!ticker@arr" => Of(StreamKind.AllTicker, "", 1_000),
        "!miniTicker@arr" => Of(StreamKind.AllMiniTicker, "", 1_000),
        "!bookTicker" => Of(StreamKind.AllBookTicker, "", 5_000),
        "!forceOrder@arr" => Of(StreamKind.AllForceOrder, "", 1_000),
        _ => null,
    };

    private static StreamAddress? Kline(string symbol, ReadOnlySpan<char> interval) =>
        VenueInterval.Find(interval) is { } known ? new StreamAddress(StreamKind.Kline, symbol, known, 0, 0) : null;

    private static StreamAddress? Depth(string symbol, ReadOnlySpan<char> rest)
    {
        var at = rest.IndexOf('@');
        var levels = at < 0 ? rest : rest[..at];
        int? period = (at < 0 ? "" : rest[at..].ToString()) switch { "" or "@250ms" => 250, "@100ms" => 100, "@500ms" => 500, _ => null };
        return (levels.ToString(), period) switch
        {
            ("", { } ms) => new StreamAddress(StreamKind.Depth, symbol, null, ms, 0),
            ("5" or "10" or "20", { } ms) => new StreamAddress(StreamKind.PartialDepth, symbol, null, ms, int.Parse(levels)),
            _ => null,
        };
    }
}
