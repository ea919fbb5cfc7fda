namespace OrleansTrading.Domain.Streams;

/// <summary>When quiet becomes a stall, and a lost connection an outage.</summary>
/// <param name="FirstMessage">A subscription that brings nothing for this long is stalled.</param>
/// <param name="Stall">Quiet for this long is stalled, as long as nothing better is known of the stream.</param>
/// <param name="DownAfter">Without a connection for this long is down.</param>
public sealed record StreamTimeouts(TimeSpan FirstMessage, TimeSpan Stall, TimeSpan DownAfter)
{
    /// <summary>How far <see cref="Stall"/> may be left for the stream's own habit; null for not at all.</summary>
    public AdaptiveBounds? Adaptive { get; init; }
}
