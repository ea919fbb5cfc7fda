using Orleans;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A guard has triggered; its order is intended in the same append.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardFired")]
public sealed record GuardFired(
    long Time,
    [property: Id(0)] GuardTrigger Trigger) : AccountEvent(Time);
