using Orleans;

namespace OrleansTrading.Domain.Guards;

/// <summary>A price at which a part of a position is closed with profit.</summary>
/// <param name="Price">Trigger, quote units.</param>
/// <param name="Share">How much of the position as it was when the guard was set, more than 0 and at most 1.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GuardTarget")]
public sealed record GuardTarget([property: Id(0)] decimal Price, [property: Id(1)] decimal Share);
