using OrleansTrading.Domain.Flow;

namespace OrleansTrading.Silo.Api;

/// <summary>One second.</summary>
/// <param name="OpenTime">Its first millisecond, in Unix milliseconds.</param>
/// <param name="Delta">Taker buys less taker sells, in units of the base asset.</param>
/// <param name="Imbalance">Order-flow imbalance from changes of best bid and ask, in units of the base asset; positive: buying pressure.</param>
/// <param name="BuyVolume">Taker buys, in units of the base asset.</param>
/// <param name="SellVolume">Taker sells, in units of the base asset.</param>
/// <param name="BuyQuoteVolume">Taker buys, in units of the quote asset.</param>
/// <param name="SellQuoteVolume">Taker sells, in units of the quote asset.</param>
/// <param name="Trades">Aggregate trades.</param>
/// <param name="BookChanges">Changes of best bid or ask.</param>
/// <param name="Bid">Best bid at its end, in units of the quote asset. Null when none is known.</param>
/// <param name="Ask">Best ask at its end, in units of the quote asset. Null when none is known.</param>
internal sealed record FlowBucketView(
    long OpenTime,
    double Delta,
    double Imbalance,
    double BuyVolume,
    double SellVolume,
    double BuyQuoteVolume,
    double SellQuoteVolume,
    int Trades,
    int BookChanges,
    double? Bid,
    double? Ask)
{
    public static FlowBucketView Of(in FlowBucket bucket) => new(
        bucket.OpenTime, bucket.Delta, bucket.Imbalance, bucket.BuyVolume, bucket.SellVolume, bucket.BuyQuoteVolume, bucket.SellQuoteVolume,
        bucket.Trades, bucket.BookChanges, bucket.BidPrice > 0 ? bucket.BidPrice : null, bucket.AskPrice > 0 ? bucket.AskPrice : null);
}
