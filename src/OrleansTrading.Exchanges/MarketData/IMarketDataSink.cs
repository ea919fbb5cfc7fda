using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// Where a subscription delivers. Calls come from the connection's read loop, one at a time per connection; several
/// connections may carry one instrument's streams, so calls may come at once from different threads.
/// </summary>
public interface IMarketDataSink
{
    /// <summary>Takes an event, or answers false when its queue is full. Never blocks, never throws.</summary>
    bool TryPost(in MarketEvent marketEvent);

    /// <summary>
    /// Completes when there may be room again. The read loop awaits it before it reads on, so a slow consumer holds
    /// back the socket and nothing is lost.
    /// </summary>
    ValueTask WaitForRoomAsync(CancellationToken cancellationToken);

    /// <summary>An order-book diff. The spans are valid during the call only.</summary>
    void OnDepth(in DepthUpdate update);

    /// <summary>
    /// The venue has confirmed the stream's subscription on an open connection: at first, and again after every
    /// interruption. What was missed before this moment is to be asked for by REST.
    /// </summary>
    void OnSubscribed(StreamKind kind);

    /// <summary>The stream is interrupted: connection lost, or stalled and being asked for again.</summary>
    void OnInterrupted(StreamKind kind);
}
