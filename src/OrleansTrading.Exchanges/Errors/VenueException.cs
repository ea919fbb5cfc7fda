namespace OrleansTrading.Exchanges.Errors;

/// <summary>A venue refused or failed. The message says what was asked, what was expected and what came.</summary>
public sealed class VenueException(ErrorKind kind, bool isTransient, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public ErrorKind Kind { get; } = kind;

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>
    /// Whether a request that changes something may have been carried out all the same: no answer, a broken connection after sending, HTTP
    /// 503, a venue's own "status unknown". Never to be taken for a refusal.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }

    /// <summary>The venue's own code, where it gave one.</summary>
    public int? Code { get; init; }

    /// <summary>How long the venue asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
