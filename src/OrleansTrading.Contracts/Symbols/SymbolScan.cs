using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>One symbol's answer to a scan.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="Readings">A reading for each asked interval that could be read, in the order asked.</param>
/// <param name="Skipped">The others.</param>
/// <param name="Returns">The symbol's own returns up to the last few candles of each interval, if they were asked for.</param>
/// <param name="RestCalls">Requests that the venue was sent to answer this.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SymbolScan")]
public sealed record SymbolScan(
    [property: Id(0)] InstrumentId Id,
    [property: Id(1)] ImmutableArray<MarketReading> Readings,
    [property: Id(2)] ImmutableArray<IntervalSkip> Skipped,
    [property: Id(3)] ImmutableArray<CandleReturn> Returns,
    [property: Id(4)] int RestCalls);
