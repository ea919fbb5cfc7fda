using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>One-way or hedged; only while the account is flat.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PositionModeSet")]
public sealed record PositionModeSet(
    long Time,
    [property: Id(0)] bool IsHedged,
    [property: Id(1)] string By) : AccountEvent(Time);
