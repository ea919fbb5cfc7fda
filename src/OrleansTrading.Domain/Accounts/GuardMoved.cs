using Orleans;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A guard has come further.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardMoved")]
public sealed record GuardMoved(
    long Time,
    [property: Id(0)] PositionKey Position,
    [property: Id(1)] string GuardId,
    [property: Id(2)] GuardProgress Progress) : AccountEvent(Time);
