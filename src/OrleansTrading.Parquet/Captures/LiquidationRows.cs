namespace OrleansTrading.Parquet.Captures;

/// <summary>Forced orders.</summary>
public sealed class LiquidationRows() : CaptureRows(CaptureKind.Liquidation)
{
    public void Add(long time, long tradeTime, bool isBuy, double price, double averagePrice, double quantity)
    {
        Wholes(0).Add(time);
        Wholes(1).Add(tradeTime);
        Flags(2).Add(isBuy);
        Reals(3).Add(price);
        Reals(4).Add(averagePrice);
        Reals(5).Add(quantity);
    }
}
