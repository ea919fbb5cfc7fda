using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Grains.Events;

/// <summary>A silo's bus, as the topic calls it. One call at a time.</summary>
[Alias("OrleansTrading.IEventObserver")]
internal interface IEventObserver : IGrainObserver
{
    /// <summary>Events that other silos have published.</summary>
    [Alias("Receive")]
    Task ReceiveAsync(EventBatch batch);

    /// <summary>What other silos want has changed: from now on, events of these types and of those that derive from them.</summary>
    [Alias("OthersWant")]
    Task OthersWantAsync(ImmutableArray<string> types);
}
