using Orleans;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>The account's limits are these from here on.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.LimitsSet")]
public sealed record LimitsSet(
    long Time,
    [property: Id(0)] RiskLimits Limits,
    [property: Id(1)] string By) : AccountEvent(Time);
