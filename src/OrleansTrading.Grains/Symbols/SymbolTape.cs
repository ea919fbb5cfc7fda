using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>The newest values of one symbol's streams, and when they came.</summary>
internal sealed class SymbolTape
{
    private long? _received;

    public double? LastPrice { get; private set; }

    public BookTicker? Book { get; private set; }

    public MarkPrice? Mark { get; private set; }

    /// <summary>The venue's time of the newest data, Unix milliseconds. Never goes back.</summary>
    public long? EventTime { get; private set; }

    public void Apply(in MarketEvent marketEvent)
    {
        switch (marketEvent.Kind)
        {
            case StreamKind.Trade:
                LastPrice = marketEvent.ToTrade().Price;
                break;
            case StreamKind.BookTicker:
                Book = marketEvent.ToBookTicker();
                break;
            case StreamKind.MarkPrice:
                Mark = marketEvent.ToMarkPrice();
                break;
            case StreamKind.Kline:
            case StreamKind.Depth:
                break;
        }

        if (EventTime is not { } known || marketEvent.EventTime > known)
            EventTime = marketEvent.EventTime;
        _received = marketEvent.Received;
    }

    /// <summary>A candle's close is the last price where no trade stream is subscribed or before its first trade.</summary>
    public void ApplyCandle(in Kline newest, bool preferTrades)
    {
        if (!preferTrades || LastPrice is null)
            LastPrice = newest.Close;
    }

    /// <summary>Time since anything was received by stream; null when nothing was.</summary>
    public TimeSpan? DataAge(TimeProvider time) => _received is { } received ? time.GetElapsedTime(received) : null;
}
