namespace OrleansTrading.Silo.Api.Arbitrage;

/// <summary>What could not be compared.</summary>
/// <param name="Asset">Base asset.</param>
/// <param name="Instrument">Instrument id, or the venue's name where it has none of the asset.</param>
/// <param name="Reason">Why.</param>
internal sealed record LeftOutView(string Asset, string Instrument, string Reason);
