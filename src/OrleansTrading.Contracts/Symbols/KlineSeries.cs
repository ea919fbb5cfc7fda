using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>Candles of one instrument and interval, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.KlineSeries")]
public sealed record KlineSeries(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] KlineInterval Interval,
    [property: Id(2)] ImmutableArray<Kline> Klines);
