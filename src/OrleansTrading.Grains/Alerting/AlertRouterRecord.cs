using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>What the router keeps over restarts.</summary>
[GenerateSerializer, Alias("OrleansTrading.AlertRouterRecord")]
internal sealed record AlertRouterRecord
{
    /// <summary>Null before the first save.</summary>
    [Id(0)] public RouterState? Router { get; init; }

    /// <summary>By account, the number of the last event that was looked at.</summary>
    [Id(1)] public ImmutableArray<TimeMark> Accounts { get; init; } = [];

    /// <summary>By store of news, up to when it was looked through.</summary>
    [Id(2)] public ImmutableArray<TimeMark> Stores { get; init; } = [];
}
