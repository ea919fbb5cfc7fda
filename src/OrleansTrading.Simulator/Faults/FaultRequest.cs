namespace OrleansTrading.Simulator.Faults;

/// <summary>
/// One fault, as it is posted to /admin/faults, written in a script, or given in process. A fault without a count and
/// without a duration stays until it is cleared.
/// </summary>
public sealed record FaultRequest
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Fault { get; init; }

    /// <summary>Only streams of this symbol, e.g. BTCUSDT, which is Kraken's XBTUSD too; null is all.</summary>
    public string? Symbol { get; init; }

    /// <summary>
    /// Only streams of this kind or name: aggTrade, bookTicker, depth, kline, kline_1m, markPrice, …, or a whole name such as
    /// btcusdt@aggTrade; Kraken's are v2.ohlc_1m, v2.trade, v2.bbo, v2.book_25, OKX's v5.candle_1m, v5.trades-all, v5.bbo-tbt, v5.books and so on. A
    /// message of private streams, such as ORDER_TRADE_UPDATE, is a stream too. Null is all public ones, and with the path private all private ones.
    /// </summary>
    public string? Stream { get; init; }

    /// <summary>
    /// For drop, refuse and the stream faults a listen path: public, market, private, v2 for Kraken, v5public or v5business for OKX. For http, garble
    /// and order the beginning of the request's path, e.g. /fapi/v1/klines. Null is all.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>Number of frames or requests after which the fault is over; at least 1.</summary>
    public int? Count { get; init; }

    /// <summary>Milliseconds of the wall clock after which the fault is over; at least 1.</summary>
    public long? DurationMs { get; init; }

    /// <summary>For delay and late orders: milliseconds of the wall clock, 1 to 600,000.</summary>
    public long? DelayMs { get; init; }

    /// <summary>For http: 429, 418 or 503.</summary>
    public int? Status { get; init; }

    /// <summary>For http: seconds in the Retry-After header of 429 and 418.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>For skew: milliseconds added to the venue's time, which may be negative.</summary>
    public long? SkewMs { get; init; }

    /// <summary>For order: what becomes of the requests.</summary>
    public OrderOutcome? Outcome { get; init; }

    /// <summary>The share of what the fault means that it strikes, above 0 and at most 1; null is all.</summary>
    public double? Rate { get; init; }

    /// <summary>For price: binance, kraken or okx.</summary>
    public string? Venue { get; init; }

    /// <summary>For price: the shift in percent of the price at its start, -90 to 900. A duration is of the venue's clock then.</summary>
    public double? Percent { get; init; }

    /// <summary>For drop: cut without a close frame. For refuse: cut without an answer.</summary>
    public bool Abrupt { get; init; } = true;
}
