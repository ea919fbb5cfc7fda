using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Contracts.Arbitrage;

/// <summary>One base asset's venues compared.</summary>
/// <param name="BaseAsset">The asset.</param>
/// <param name="LookedAt">When, Unix milliseconds; null before the first look.</param>
/// <param name="Spreads">Every pair that can be compared, the best net spread first.</param>
/// <param name="Open">Opportunities that are open, the best first.</param>
/// <param name="LeftOut">Instruments that could not be compared, with the reason.</param>
/// <param name="Trades">Executions, those under way first, then the last that ended.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageView")]
public sealed record ArbitrageView(
    [property: Id(0)] string BaseAsset,
    [property: Id(1)] long? LookedAt,
    [property: Id(2)] ImmutableArray<ArbitrageSpread> Spreads,
    [property: Id(3)] ImmutableArray<ArbitrageOpportunity> Open,
    [property: Id(4)] ImmutableArray<ArbitrageGap> LeftOut,
    [property: Id(5)] ImmutableArray<ArbitrageTrade> Trades);
