namespace OrleansTrading.Contracts.Events;

/// <summary>A subscription to events. After disposal has completed its handler is called no more.</summary>
public interface IEventSubscription : IAsyncDisposable
{
    /// <summary>Events that the handler was called with.</summary>
    long Handled { get; }

    /// <summary>Events that did not fit into the queue.</summary>
    long Dropped { get; }

    /// <summary>Events whose handling threw.</summary>
    long Failed { get; }
}
