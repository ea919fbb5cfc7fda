using OrleansTrading.Contracts.Flow;

namespace OrleansTrading.Silo.Api;

/// <summary>Order flow of one instrument.</summary>
/// <param name="Id">Instrument id, <c>venue:SYMBOL</c>.</param>
/// <param name="Since">When the flow began to be gathered, the venue's time, in Unix milliseconds. Null when nothing has come.</param>
/// <param name="CumulativeDelta">Signed volume (taker buys less taker sells) of every trade since then, in units of the base asset.</param>
/// <param name="Vwap">Volume-weighted average price of the seconds, in units of the quote asset. Null without a trade.</param>
/// <param name="Seconds">Oldest first.</param>
internal sealed record FlowView(string Id, long? Since, double CumulativeDelta, double? Vwap, IReadOnlyList<FlowBucketView> Seconds)
{
    public static FlowView Of(OrderFlowSeries series) => new(
        series.Instrument.ToString(), series.Since, series.CumulativeDelta, series.Vwap, [.. series.Buckets.Select(bucket => FlowBucketView.Of(bucket))]);
}
