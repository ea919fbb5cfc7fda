namespace OrleansTrading.Exchanges.Streams;

/// <summary>A venue's answer to a subscribe or unsubscribe request.</summary>
/// <param name="RequestId">The id that the request carried; null when the answer names none.</param>
/// <param name="Error">What the venue objects to; null when it agreed.</param>
/// <param name="Symbol">The one instrument that is answered for, where the venue answers for each by itself; null for the whole request.</param>
public readonly record struct RequestReply(long? RequestId, string? Error, string? Symbol = null);
