namespace OrleansTrading.Exchanges.Errors;

/// <summary>What went wrong at a venue, in terms common to all venues.</summary>
public enum ErrorKind
{
    /// <summary>A code that no table knows. Never guessed at.</summary>
    Unknown = 0,

    /// <summary>The request broke a rule of the venue's API; asking again is of no use.</summary>
    InvalidRequest = 1,
    UnknownSymbol = 2,

    /// <summary>Too many requests (HTTP 429).</summary>
    RateLimited = 3,

    /// <summary>The address is banned for a while (HTTP 418).</summary>
    Banned = 4,

    /// <summary>The venue is overloaded or in maintenance (HTTP 5xx).</summary>
    Unavailable = 5,

    /// <summary>No answer in time.</summary>
    Timeout = 6,

    /// <summary>The connection could not be made or broke.</summary>
    Network = 7,

    /// <summary>The answer could not be read.</summary>
    MalformedResponse = 8,
    Unauthorized = 9,

    /// <summary>The venue does not have what was asked for; see <see cref="MarketData.VenueCapabilities"/>.</summary>
    NotSupported = 10,

    /// <summary>The venue has no such order, or none that is open.</summary>
    UnknownOrder = 11,

    /// <summary>The venue refused the order by its rules; the message says which.</summary>
    OrderRejected = 12,

    /// <summary>Not enough margin or balance.</summary>
    InsufficientMargin = 13,

    /// <summary>An order of this client id was taken before: it is not sent again but asked about.</summary>
    DuplicateOrder = 14,

    /// <summary>The request's time stamp lies outside of what the venue accepts.</summary>
    ClockSkew = 15,
}
