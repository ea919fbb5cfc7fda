namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// Registered beside each <see cref="IVenueConnector"/>, so that settings which name a venue can be checked before any connector is made.
/// </summary>
public sealed record VenueName(string Name);
