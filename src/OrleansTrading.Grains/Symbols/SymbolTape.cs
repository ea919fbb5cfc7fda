using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>The newest values of one symbol's streams, and when they came.</summary>
internal sealed class SymbolTape
{
    private long? _received;
    private long? _brought;
    private long? _tradeReceived;
    private long? _markReceived;

    public double? LastPrice { get; private set; }

    /// <summary>The venue's time of the last price, Unix milliseconds.</summary>
    public long PricedAt { get; private set; } = long.MinValue;

    public BookTicker? Book { get; private set; }

    public MarkPrice? Mark { get; private set; }

    /// <summary>The venue's time of the newest data, Unix milliseconds. Never goes back.</summary>
    public long? EventTime { get; private set; }

    public void Apply(in MarketEvent marketEvent)
    {
        switch (marketEvent.Kind)
        {
            case StreamKind.Trade:
                if (Price(marketEvent.ToTrade().Price, marketEvent.EventTime))
                    _tradeReceived = marketEvent.Received;
                break;
            case StreamKind.BookTicker:
                Book = marketEvent.ToBookTicker();
                break;
            case StreamKind.MarkPrice:
                Mark = marketEvent.ToMarkPrice();
                _markReceived = marketEvent.Received;
                break;
            case StreamKind.Kline:
            case StreamKind.Depth:
            case StreamKind.Liquidation:
                break;
        }

        if (EventTime is not { } known || marketEvent.EventTime > known)
            EventTime = marketEvent.EventTime;
        _received = marketEvent.Received;
    }

    /// <summary>
    /// A candle's close is the last price unless a later trade is known: a trade stream that is frozen or absent does not hold the price back.
    /// </summary>
    /// <param name="candle">Open or closed.</param>
    /// <param name="interval">Its length.</param>
    /// <param name="toldAt">The venue's time of the message that brought it, Unix milliseconds.</param>
    public void ApplyCandle(in Kline candle, KlineInterval interval, long toldAt) =>
        Price(candle.Close, Math.Min(toldAt, candle.OpenTime + interval.ToMilliseconds() - 1));

    /// <summary>A trade that was asked for: the last price unless a later one is known.</summary>
    public void ApplyMissedTrade(in AggTrade trade) => Price(trade.Price, trade.EventTime);

    /// <summary>A mark price that was asked for; taken unless a later one is known.</summary>
    public void ApplyMark(in MarkPrice mark)
    {
        if (Mark is not { } known || mark.EventTime >= known.EventTime)
            Mark = mark;
    }

    /// <summary>Time since anything was received by stream; null when nothing was.</summary>
    public TimeSpan? DataAge(TimeProvider time) => _received is { } received ? time.GetElapsedTime(received) : null;

    /// <summary>
    /// The last price and after it the mark price, as far as their streams have brought one within an age and the trades do not lag
    /// behind the marks by as much. Counted by what came here and not by the venue's clock, which may run ahead, as it does of a market that is replayed slowly.
    /// </summary>
    public double[] FreshPrices(TimeProvider time, TimeSpan maxAge)
    {
        var prices = new List<double>(2);
        if (LastPrice is { } last && IsWithin(_tradeReceived, time, maxAge) && !(Mark?.EventTime - PricedAt >= maxAge.TotalMilliseconds))
            prices.Add(last);
        if (Mark is { } mark && IsWithin(_markReceived, time, maxAge))
            prices.Add(mark.Price);
        return [.. prices];
    }

    /// <summary>Candles were asked for at that moment and have come, up to the venue's present.</summary>
    public void OnBrought(long askedAt) => _brought = askedAt;

    /// <summary>Time since anything came, by stream or because it was asked for; null when nothing did.</summary>
    public TimeSpan? AgeOfAny(TimeProvider time)
    {
        TimeSpan? asked = _brought is { } brought ? time.GetElapsedTime(brought) : null;
        return DataAge(time) is { } streamed && !(asked < streamed) ? streamed : asked;
    }

    private static bool IsWithin(long? received, TimeProvider time, TimeSpan maxAge) => received is { } at && time.GetElapsedTime(at) < maxAge;

    /// <summary>Takes a price unless a later one is known.</summary>
    private bool Price(double price, long at)
    {
        if (at < PricedAt)
            return false;
        (LastPrice, PricedAt) = (price, at);
        return true;
    }
}
