using Orleans;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>How far a guard has come.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardMove")]
public sealed record GuardMove(
    [property: Id(0)] string GuardId,
    [property: Id(1)] GuardProgress Progress);
