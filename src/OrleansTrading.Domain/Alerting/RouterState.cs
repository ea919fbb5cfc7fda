using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>All that must survive a restart.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RouterState")]
public sealed record RouterState
{
    [Id(0)] public ImmutableArray<RouteState> Routes { get; init; } = [];

    /// <summary>Alerts that are open, as they were opened.</summary>
    [Id(1)] public ImmutableArray<Notification> Open { get; init; } = [];

    [Id(2)] public ImmutableArray<Silence> Silences { get; init; } = [];

    /// <summary>Keys of the last notifications, oldest first.</summary>
    [Id(3)] public ImmutableArray<string> Seen { get; init; } = [];

    /// <summary>Messages formed so far.</summary>
    [Id(4)] public long Sequence { get; init; }
}
