namespace OrleansTrading.Simulator.Admin;

/// <summary>A price gap, as it is posted to /admin/price: the fault of kind price, in short.</summary>
internal sealed record PriceRequest(string? Venue, string? Symbol, double? Percent, long? DurationMs);
