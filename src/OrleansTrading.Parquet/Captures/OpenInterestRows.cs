namespace OrleansTrading.Parquet.Captures;

/// <summary>Open interest.</summary>
public sealed class OpenInterestRows() : CaptureRows(CaptureKind.OpenInterest)
{
    public void Add(long time, double openInterest)
    {
        Wholes(0).Add(time);
        Reals(1).Add(openInterest);
    }
}
