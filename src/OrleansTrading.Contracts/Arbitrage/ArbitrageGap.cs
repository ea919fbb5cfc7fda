using Orleans;

namespace OrleansTrading.Contracts.Arbitrage;

/// <summary>An instrument that could not be compared.</summary>
/// <param name="Instrument">Its id, or the venue's name where it has none of the asset.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageGap")]
public sealed record ArbitrageGap([property: Id(0)] string Instrument, [property: Id(1)] string Reason);
