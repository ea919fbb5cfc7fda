namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>Which requests go before which while there is too little room for all.</summary>
public enum RequestClass : byte
{
    /// <summary>Data that is followed.</summary>
    Data = 0,

    /// <summary>Data that somebody waits for.</summary>
    Awaited = 1,

    /// <summary>An account's, or what such a request waits for.</summary>
    Account = 2,
}
