using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What a scan asks of every symbol. One object serves all of them.</summary>
/// <param name="Intervals">The intervals to read.</param>
/// <param name="Benchmark">The benchmark's returns, for the relative strength; empty when it has none.</param>
/// <param name="IncludeOpen">Whether a reading stands on the open candle as it is now, where there is one, instead of on the newest closed one.</param>
/// <param name="WithReturns">Whether the symbol's own returns are wanted: it is the benchmark.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ScanQuery")]
public sealed record ScanQuery(
    [property: Id(0)] ImmutableArray<KlineInterval> Intervals,
    [property: Id(1)] ImmutableArray<CandleReturn> Benchmark,
    [property: Id(2)] bool IncludeOpen,
    [property: Id(3)] bool WithReturns);
