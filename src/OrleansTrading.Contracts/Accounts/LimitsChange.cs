using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>New values for some limits; what is not named stays.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.LimitsChange")]
public sealed record LimitsChange(
    [property: Id(0)] ImmutableDictionary<RiskRule, RiskLimit?> Changes,
    [property: Id(1)] string By);
