using static OrleansTrading.Parquet.Captures.CaptureContent;

namespace OrleansTrading.Parquet.Captures;

/// <summary>The columns of each kind of capture, in the files' order. Readers take columns by name and leave out what they do not know.</summary>
public static class CaptureColumns
{
    public const string Time = "time";

    private const string Millis = "Unix milliseconds, UTC";
    private const string Quote = "quote units";
    private const string Base = "base units";

    private static readonly CaptureColumn[] AggTrade =
    [
        new("id", Id, "the venue's aggregate trade id"),
        new(Time, CaptureContent.Time, Millis),
        new("price", Price, Quote),
        new("quantity", Quantity, Base),
        new("is_buyer_maker", Flag, "true: the seller was the taker"),
    ];

    private static readonly CaptureColumn[] Flow =
    [
        new(Time, CaptureContent.Time, Millis + "; first of the second"),
        new("imbalance", Real, Base),
        new("buy_volume", Real, Base),
        new("sell_volume", Real, Base),
        new("buy_quote_volume", Real, Quote),
        new("sell_quote_volume", Real, Quote),
        new("trades", Count, "aggregate trades"),
        new("book_changes", Count, "changes of best bid or ask"),
        new("bid_price", Price, Quote + "; 0: none known"),
        new("ask_price", Price, Quote + "; 0: none known"),
        new("seconds", Count, "seconds that the row covers: 1, or more where neighbours were merged"),
    ];

    private static readonly CaptureColumn[] Liquidation =
    [
        new(Time, CaptureContent.Time, Millis),
        new("trade_time", CaptureContent.Time, Millis),
        new("is_buy", Flag, "true: a short was liquidated"),
        new("price", Price, Quote),
        new("average_price", Price, Quote),
        new("quantity", Quantity, Base),
    ];

    private static readonly CaptureColumn[] Funding =
    [
        new(Time, CaptureContent.Time, Millis),
        new("mark_price", Price, Quote),
        new("index_price", Price, Quote),
        new("funding_rate", Fraction, "fraction of notional; positive: longs pay"),
        new("next_funding_time", CaptureContent.Time, Millis),
    ];

    private static readonly CaptureColumn[] OpenInterest =
    [
        new(Time, CaptureContent.Time, Millis),
        new("open_interest", Quantity, Base),
    ];

    public static IReadOnlyList<CaptureColumn> Of(CaptureKind kind) => kind switch
    {
        CaptureKind.AggTrade => AggTrade,
        CaptureKind.Flow => Flow,
        CaptureKind.Liquidation => Liquidation,
        CaptureKind.Funding => Funding,
        CaptureKind.OpenInterest => OpenInterest,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a kind of capture."),
    };
}
