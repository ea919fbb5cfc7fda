using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Streams;

/// <summary>
/// One message of a market stream, as a value so that it can lie in a queue without allocation.
/// Which members mean something depends on <see cref="Kind"/>; use the factories and the readers.
/// </summary>
public readonly struct MarketEvent
{
    private const int InterruptionMark = int.MinValue;

    private readonly double _a, _b, _c, _d, _e, _f, _g, _h;
    private readonly int _trades;
    private readonly bool _flag;

    private MarketEvent(StreamKind kind, KlineInterval interval, long eventTime, long received, long id, int trades, bool flag,
        double a, double b = 0, double c = 0, double d = 0, double e = 0, double f = 0, double g = 0, double h = 0)
    {
        (Kind, Interval, EventTime, Received, Id, _trades, _flag) = (kind, interval, eventTime, received, id, trades, flag);
        (_a, _b, _c, _d, _e, _f, _g, _h) = (a, b, c, d, e, f, g, h);
    }

    public StreamKind Kind { get; }

    /// <summary>Candle length; set for <see cref="StreamKind.Kline"/> only.</summary>
    public KlineInterval Interval { get; }

    /// <summary>The venue's time, Unix milliseconds.</summary>
    public long EventTime { get; }

    /// <summary>Our time of receipt, as a <see cref="TimeProvider.GetTimestamp"/> value.</summary>
    public long Received { get; }

    /// <summary>Aggregate trade id (trade), update id (book ticker), open time (kline), next funding time (mark price), time of the fill (liquidation).</summary>
    public long Id { get; }

    public static MarketEvent ForKline(KlineInterval interval, in Kline kline, long eventTime, long received) =>
        new(StreamKind.Kline, interval, eventTime, received, kline.OpenTime, kline.Trades, kline.Closed,
            kline.Open, kline.High, kline.Low, kline.Close, kline.Volume, kline.QuoteVolume, kline.TakerBuyVolume, kline.TakerBuyQuoteVolume);

    public static MarketEvent ForTrade(in AggTrade trade, long received) =>
        new(StreamKind.Trade, default, trade.EventTime, received, trade.Id, 1, trade.IsBuyerMaker, trade.Price, trade.Quantity);

    public static MarketEvent ForBookTicker(in BookTicker ticker, long received) =>
        new(StreamKind.BookTicker, default, ticker.EventTime, received, ticker.UpdateId, 0, false,
            ticker.BidPrice, ticker.BidQuantity, ticker.AskPrice, ticker.AskQuantity);

    public static MarketEvent ForMarkPrice(in MarkPrice mark, long received) =>
        new(StreamKind.MarkPrice, default, mark.EventTime, received, mark.NextFundingTime, 0, false,
            mark.Price, mark.IndexPrice, mark.FundingRate);

    public static MarketEvent ForLiquidation(in Liquidation order, long received) =>
        new(StreamKind.Liquidation, default, order.EventTime, received, order.TradeTime, 0, order.IsBuy,
            order.Price, order.AveragePrice, order.Quantity);

    /// <summary>Not data: at this place in the order of events the stream of <see cref="Kind"/> has a gap.</summary>
    public static MarketEvent ForInterruption(StreamKind kind) => new(kind, default, 0, 0, 0, InterruptionMark, false, 0);

    /// <summary>Whether this is no data but the mark of a gap.</summary>
    public bool IsInterruption => _trades == InterruptionMark;

    public Kline ToKline() => new(Id, _a, _b, _c, _d, _e, _f, _g, _h, _trades, _flag);

    public AggTrade ToTrade() => new(Id, EventTime, _a, _b, _flag);

    public BookTicker ToBookTicker() => new(Id, EventTime, _a, _b, _c, _d);

    public MarkPrice ToMarkPrice() => new(EventTime, _a, _b, _c, Id);

    public Liquidation ToLiquidation() => new(EventTime, Id, _flag, _a, _b, _c);
}
