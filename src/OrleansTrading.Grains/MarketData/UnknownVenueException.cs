namespace OrleansTrading.Grains.MarketData;

/// <summary>An instrument id names a venue that is not configured.</summary>
public sealed class UnknownVenueException(string venue, IEnumerable<string> known)
    : Exception($"Venue '{venue}' is not configured; expected one of: {string.Join(", ", known)}.");
