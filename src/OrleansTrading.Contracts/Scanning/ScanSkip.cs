using Orleans;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Scanning;

/// <summary>What a scan could not read.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="Interval">The interval; null when it is all of them.</param>
/// <param name="Reason">Why, for people.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ScanSkip")]
public readonly record struct ScanSkip(
    [property: Id(0)] InstrumentId Id,
    [property: Id(1)] KlineInterval? Interval,
    [property: Id(2)] string Reason);
