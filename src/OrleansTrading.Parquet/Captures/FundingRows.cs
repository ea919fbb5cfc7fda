namespace OrleansTrading.Parquet.Captures;

/// <summary>Mark and index prices with the funding that is due.</summary>
public sealed class FundingRows() : CaptureRows(CaptureKind.Funding)
{
    public void Add(long time, double markPrice, double indexPrice, double fundingRate, long nextFundingTime)
    {
        Wholes(0).Add(time);
        Reals(1).Add(markPrice);
        Reals(2).Add(indexPrice);
        Reals(3).Add(fundingRate);
        Wholes(4).Add(nextFundingTime);
    }
}
