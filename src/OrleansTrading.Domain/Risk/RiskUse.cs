using Orleans;

namespace OrleansTrading.Domain.Risk;

/// <summary>How far a limit is used, in the rule's unit (<see cref="RiskLimitRules.UnitOf"/>).</summary>
/// <param name="Rule">Which limit.</param>
/// <param name="Limit">What is allowed; null where there is no such limit.</param>
/// <param name="Now">What is used of it now; null when it cannot be told, or when it is measured of an order only.</param>
/// <param name="After">What an order would make of it; null when none is looked at, or it cannot be told.</param>
/// <param name="IsBreached">Whether that order breaches it; without an order: whether more is used than is allowed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RiskUse")]
public sealed record RiskUse(
    [property: Id(0)] RiskRule Rule,
    [property: Id(1)] RiskLimit? Limit,
    [property: Id(2)] decimal? Now,
    [property: Id(3)] decimal? After,
    [property: Id(4)] bool IsBreached);
