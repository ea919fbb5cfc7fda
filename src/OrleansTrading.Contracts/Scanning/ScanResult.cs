using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Scanning;

/// <summary>One instrument and interval that a scan has read.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ScanResult")]
public readonly record struct ScanResult(
    [property: Id(0)] InstrumentId Id,
    [property: Id(1)] MarketReading Reading);
