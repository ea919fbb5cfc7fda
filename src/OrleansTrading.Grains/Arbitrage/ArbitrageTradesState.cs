using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Executions of one base asset: those under way, and the last that ended.</summary>
[GenerateSerializer, Alias("OrleansTrading.ArbitrageTradesState")]
internal sealed record ArbitrageTradesState
{
    /// <summary>Newest first.</summary>
    [Id(0)] public ImmutableArray<ArbitrageTrade> Trades { get; init; } = [];
}
