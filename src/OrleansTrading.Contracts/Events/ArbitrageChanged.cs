using Orleans;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Contracts.Events;

/// <summary>An opportunity was opened, or is over when <see cref="ArbitrageOpportunity.ClosedAt"/> is set.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageChanged")]
public sealed record ArbitrageChanged(long Time, [property: Id(0)] ArbitrageOpportunity Opportunity) : TradingEvent(Time);
