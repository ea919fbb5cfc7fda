namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>What a venue limits by address.</summary>
public enum RateResource : byte
{
    /// <summary>Weight of REST requests, by the minute.</summary>
    RequestWeight = 0,

    /// <summary>Stream connections made, by five minutes.</summary>
    Connections = 1,
}
