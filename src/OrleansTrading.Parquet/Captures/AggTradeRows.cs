namespace OrleansTrading.Parquet.Captures;

/// <summary>Aggregate trades.</summary>
public sealed class AggTradeRows() : CaptureRows(CaptureKind.AggTrade)
{
    public void Add(long id, long time, double price, double quantity, bool isBuyerMaker)
    {
        Wholes(0).Add(id);
        Wholes(1).Add(time);
        Reals(2).Add(price);
        Reals(3).Add(quantity);
        Flags(4).Add(isBuyerMaker);
    }
}
