namespace OrleansTrading.Domain.Streams;

/// <summary>What a time-out that is learnt from a stream may become.</summary>
/// <param name="Shortest">For a stream that is never quiet.</param>
/// <param name="Longest">For one that often is.</param>
public sealed record AdaptiveBounds(TimeSpan Shortest, TimeSpan Longest);
