using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Hears of one symbol's market on the grain's own turns. Every trade is told exactly once: as it comes by stream, or, where the
/// stream missed it, when it has been asked for, later than younger ones. Nothing here may block, await or throw.
/// </summary>
internal interface IMarketFollower
{
    /// <param name="trade">The trade.</param>
    /// <param name="isRepaired">Whether the stream missed it and it was asked for; it may be older than what was told before.</param>
    void OnTrade(in AggTrade trade, bool isRepaired)
    {
    }

    void OnBookTicker(in BookTicker ticker)
    {
    }

    void OnMarkPrice(in MarkPrice mark)
    {
    }

    void OnLiquidation(in Liquidation liquidation)
    {
    }

    void OnOpenInterest(in OpenInterest openInterest)
    {
    }

    /// <summary>A second of order flow is over; told in order of time, each second once, seconds in which nothing happened not at all.</summary>
    void OnFlowBucket(in FlowBucket bucket)
    {
    }

    /// <summary>The stream has a gap here: what it brings from now on does not follow what it brought before.</summary>
    void OnInterrupted(StreamKind kind)
    {
    }
}
