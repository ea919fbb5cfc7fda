using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>How far a candle stream has been told, to know what is news when it comes by two ways.</summary>
internal struct KlineProgress
{
    private long _eventTime;
    private int _trades;
    private long _closedOpenTime;

    public static KlineProgress None => new() { OpenTime = long.MinValue, _eventTime = long.MinValue, _closedOpenTime = long.MinValue };

    /// <summary>Of the newest candle, Unix milliseconds.</summary>
    public long OpenTime { get; private set; }

    /// <summary>Newer than what was told, or the closing of a candle whose closing was not told yet.</summary>
    public readonly bool Admits(in MarketEvent marketEvent)
    {
        var openTime = marketEvent.Id;
        if (openTime <= _closedOpenTime)
            return false;
        if (openTime > OpenTime)
            return true;
        var candle = marketEvent.ToKline();
        if (openTime < OpenTime || candle.Closed)
            return candle.Closed;
        return marketEvent.EventTime > _eventTime || (marketEvent.EventTime == _eventTime && candle.Trades > _trades);
    }

    public void Take(in MarketEvent marketEvent)
    {
        var candle = marketEvent.ToKline();
        if (candle.Closed)
            _closedOpenTime = marketEvent.Id;
        if (marketEvent.Id >= OpenTime)
            (OpenTime, _eventTime, _trades) = (marketEvent.Id, marketEvent.EventTime, candle.Trades);
    }
}
