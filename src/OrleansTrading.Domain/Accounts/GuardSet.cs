using Orleans;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A position's plan is new; null when it has none any more.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardSet")]
public sealed record GuardSet(
    long Time,
    [property: Id(0)] PositionKey Position,
    [property: Id(1)] PositionGuard? Guard,
    [property: Id(2)] string By) : AccountEvent(Time);
