namespace OrleansTrading.Exchanges.Streams;

/// <summary>A venue's answer to a subscribe or unsubscribe request.</summary>
/// <param name="RequestId">The id that the request carried; null when the answer names none.</param>
/// <param name="Error">What the venue objects to; null when it agreed.</param>
public readonly record struct RequestReply(long? RequestId, string? Error);
