using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Market;

/// <summary>Recorded mark and index prices with a venue's shifts; rates and interest as they were.</summary>
internal sealed class ShiftedFunding(IRecordedFunding recorded, PriceShifts shifts, int priceDecimals) : IRecordedFunding
{
    public long? MarkPrice(long time) => recorded.MarkPrice(time) + Offset(time);

    public long? IndexPrice(long time) => recorded.IndexPrice(time) + Offset(time);

    public long? Rate(long time) => recorded.Rate(time);

    public decimal? OpenInterest(long time) => recorded.OpenInterest(time);

    private long Offset(long time) => PowersOfTen.Rescale(shifts.OffsetAt(time), priceDecimals, FundingModel.Decimals);
}
