using System.Collections.Immutable;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>What one look has brought.</summary>
/// <param name="Markets">Books that can be believed.</param>
/// <param name="LeftOut">The others, with the reason.</param>
internal sealed record ArbitrageLook(IReadOnlyList<ArbitrageMarket> Markets, ImmutableArray<ArbitrageGap> LeftOut);
