using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamSubscriber
{
    /// <summary>Null while nothing can come twice.</summary>
    private StreamOverlap? _overlap;

    /// <summary>Whether the new connection has brought what cannot be told yet, because the old one still has to bring what lies before it.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_gate)
                return !_closed && _overlap is { IsBehind: true };
        }
    }

    /// <summary>A second connection is about to carry the stream. Comes before it is asked for there.</summary>
    /// <param name="successor">The stream as the new connection carries it.</param>
    /// <param name="hasIds">Whether what it brings can be told apart by the venue's own ids or times.</param>
    public void BeginOverlap(MarketStream successor, bool hasIds)
    {
        lock (_gate)
        {
            _overlap ??= new StreamOverlap(kind, hasIds);
            _overlap.Begin(successor);
        }
    }

    /// <summary>The old connection brings nothing any more. Tells the sink of an interruption where something is missing, and only there.</summary>
    /// <param name="successor">What goes on alone.</param>
    /// <param name="isConfirmed">Whether the venue has confirmed it on the new connection.</param>
    /// <param name="isDrained">Whether the old one has brought everything that the venue had sent.</param>
    /// <param name="now">Monotonic.</param>
    public void EndOverlap(MarketStream successor, bool isConfirmed, bool isDrained, TimeSpan now)
    {
        lock (_gate)
        {
            var isComplete = isConfirmed && _overlap?.IsComplete(isDrained) != false;
            _overlap?.End(successor);
            Settle();
            if (!isComplete)
                OnInterrupted(successor, now);
            if (isConfirmed)
                OnSubscribed(successor, now);
        }
    }

    /// <summary>The new connection brings nothing any more; the old one goes on. True when the stream has to be asked for again on it.</summary>
    public bool AbandonOverlap(MarketStream remaining)
    {
        lock (_gate)
        {
            var mustRestart = kind == StreamKind.Depth && _overlap is { IsReplaced: true };
            _overlap?.End(remaining);
            Settle();
            return mustRestart;
        }
    }

    private bool TryPostOnce(StreamOverlap overlap, MarketStream origin, in MarketEvent marketEvent)
    {
        if (!overlap.Admits(origin, in marketEvent))
            return true;
        if (!sink.TryPost(in marketEvent))
            return false;
        overlap.Told(origin, in marketEvent);
        Settle();
        return true;
    }

    private void PostDepthOnce(StreamOverlap overlap, MarketStream origin, in DepthUpdate update)
    {
        if (!overlap.Admits(origin, in update))
            return;
        sink.OnDepth(in update);
        overlap.Told(origin, in update);
        Settle();
    }

    private void Settle()
    {
        if (_overlap is { IsOver: true })
            _overlap = null;
    }
}
