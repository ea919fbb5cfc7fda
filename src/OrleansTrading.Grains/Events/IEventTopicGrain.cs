using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Grains.Events;

/// <summary>Where the silos meet to exchange events; there is one, keyed <see cref="Key"/>. It remembers nothing beyond its life: silos renew.</summary>
[Alias("OrleansTrading.IEventTopicGrain")]
internal interface IEventTopicGrain : IGrainWithStringKey
{
    public const string Key = "events";

    /// <summary>Says that a silo is there and what it wants; answers what the others want. To be repeated, or the silo is forgotten.</summary>
    [Alias("Renew")]
    Task<ImmutableArray<string>> RenewAsync(string bus, IEventObserver observer, ImmutableArray<string> wanted);

    /// <summary>The silo goes.</summary>
    [Alias("Leave")]
    Task LeaveAsync(string bus);

    /// <summary>Takes events for the other silos that want them. Answers false when the publisher is not known and should renew.</summary>
    [Alias("Publish")]
    Task<bool> PublishAsync(EventBatch batch);
}
