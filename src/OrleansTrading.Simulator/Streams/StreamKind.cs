namespace OrleansTrading.Simulator.Streams;

/// <summary>The kinds of streams, by the word that follows the @ or the ! in their names.</summary>
public enum StreamKind
{
    /// <summary>symbol@aggTrade</summary>
    AggTrade,

    /// <summary>symbol@trade</summary>
    Trade,

    /// <summary>symbol@bookTicker</summary>
    BookTicker,

    /// <summary>symbol@depth, @depth@100ms, @depth@500ms</summary>
    Depth,

    /// <summary>symbol@depth5, @depth10, @depth20, each with a speed</summary>
    PartialDepth,

    /// <summary>symbol@kline_interval</summary>
    Kline,

    /// <summary>symbol@markPrice, @markPrice@1s</summary>
    MarkPrice,

    /// <summary>symbol@ticker</summary>
    Ticker,

    /// <summary>symbol@miniTicker</summary>
    MiniTicker,

    /// <summary>symbol@forceOrder</summary>
    ForceOrder,

    /// <summary>!markPrice@arr, !markPrice@arr@1s</summary>
    AllMarkPrice,

    /// <summary>!ticker@arr</summary>
    AllTicker,

    /// <summary>!miniTicker@arr</summary>
    AllMiniTicker,

    /// <summary>!bookTicker</summary>
    AllBookTicker,

    /// <summary>!forceOrder@arr</summary>
    AllForceOrder,

    /// <summary>Kraken's ohlc: symbol@v2.ohlc_interval</summary>
    KrakenOhlc,

    /// <summary>Kraken's trade: symbol@v2.trade</summary>
    KrakenTrade,

    /// <summary>Kraken's ticker with every trade: symbol@v2.ticker</summary>
    KrakenTicker,

    /// <summary>Kraken's ticker with every change of the best prices: symbol@v2.bbo</summary>
    KrakenTop,

    /// <summary>Kraken's book: symbol@v2.book_depth</summary>
    KrakenBook,

    /// <summary>OKX's candles: symbol@v5.candle_interval</summary>
    OkxCandle,

    /// <summary>OKX's single trades: symbol@v5.trades-all</summary>
    OkxAllTrades,

    /// <summary>OKX's trades: symbol@v5.trades</summary>
    OkxTrades,

    /// <summary>symbol@v5.tickers</summary>
    OkxTickers,

    /// <summary>OKX's best prices: symbol@v5.bbo-tbt</summary>
    OkxBest,

    /// <summary>symbol@v5.books</summary>
    OkxBook,

    /// <summary>symbol@v5.mark-price</summary>
    OkxMark,

    /// <summary>symbol@v5.index-tickers</summary>
    OkxIndex,

    /// <summary>symbol@v5.funding-rate</summary>
    OkxFunding,

    /// <summary>symbol@v5.open-interest</summary>
    OkxOpenInterest,
}
