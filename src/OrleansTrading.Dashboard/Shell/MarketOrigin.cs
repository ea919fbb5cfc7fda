namespace OrleansTrading.Dashboard.Shell;

/// <summary>Where the markets of the service are; the host says it.</summary>
/// <param name="IsSimulated">Whether they are made up, and with them the money of accounts at them.</param>
public sealed record MarketOrigin(bool IsSimulated);
