using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Flow;

/// <summary>Order flow of one instrument, second by second.</summary>
/// <param name="Instrument">Whose flow.</param>
/// <param name="Buckets">Oldest first; seconds in which nothing happened are left out; the last may still be open.</param>
/// <param name="CumulativeDelta">Signed volume of every second since the symbol is followed (CVD), up to the last bucket, base units.</param>
/// <param name="Vwap">Volume-weighted average price of the buckets, quote units; null without a trade.</param>
/// <param name="Since">When the flow began to be gathered, the venue's time, Unix milliseconds; null when nothing has come.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderFlowSeries")]
public sealed record OrderFlowSeries(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] ImmutableArray<FlowBucket> Buckets,
    [property: Id(2)] double CumulativeDelta,
    [property: Id(3)] double? Vwap,
    [property: Id(4)] long? Since);
