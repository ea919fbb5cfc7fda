namespace OrleansTrading.Parquet.Captures;

/// <summary>Order flow by the second.</summary>
public sealed class FlowRows() : CaptureRows(CaptureKind.Flow)
{
    public void Add(
        long time, double imbalance, double buyVolume, double sellVolume, double buyQuoteVolume, double sellQuoteVolume,
        int trades, int bookChanges, double bidPrice, double askPrice, int seconds = 1)
    {
        Wholes(0).Add(time);
        Reals(1).Add(imbalance);
        Reals(2).Add(buyVolume);
        Reals(3).Add(sellVolume);
        Reals(4).Add(buyQuoteVolume);
        Reals(5).Add(sellQuoteVolume);
        Counts(6).Add(trades);
        Counts(7).Add(bookChanges);
        Reals(8).Add(bidPrice);
        Reals(9).Add(askPrice);
        Counts(10).Add(seconds);
    }
}
