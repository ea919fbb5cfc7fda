using Orleans;

namespace OrleansTrading.Domain.Flow;

/// <summary>What was traded and how the best prices moved in one second of the venue's time.</summary>
/// <param name="OpenTime">Its first millisecond, Unix milliseconds; a multiple of 1000.</param>
/// <param name="Imbalance">Order-flow imbalance from changes of best bid and ask (Cont, Kukanov, Stoikov 2014), base units; positive: buying pressure.</param>
/// <param name="BuyVolume">Taker buys, base units.</param>
/// <param name="SellVolume">Taker sells, base units.</param>
/// <param name="BuyQuoteVolume">Taker buys, quote units.</param>
/// <param name="SellQuoteVolume">Taker sells, quote units.</param>
/// <param name="Trades">Aggregate trades.</param>
/// <param name="BookChanges">Changes of best bid or ask.</param>
/// <param name="BidPrice">Best bid at the end, quote units; 0 when none is known.</param>
/// <param name="AskPrice">Best ask at the end, quote units; 0 when none is known.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.FlowBucket")]
public readonly record struct FlowBucket(
    [property: Id(0)] long OpenTime,
    [property: Id(1)] double Imbalance,
    [property: Id(2)] double BuyVolume,
    [property: Id(3)] double SellVolume,
    [property: Id(4)] double BuyQuoteVolume,
    [property: Id(5)] double SellQuoteVolume,
    [property: Id(6)] int Trades,
    [property: Id(7)] int BookChanges,
    [property: Id(8)] double BidPrice,
    [property: Id(9)] double AskPrice)
{
    /// <summary>Signed volume, base units: taker buys less taker sells.</summary>
    public double Delta => BuyVolume - SellVolume;
}
