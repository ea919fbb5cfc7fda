using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A position was set to what the venue has, because no fill explains the difference; its cost is the venue's.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PositionAdjusted")]
public sealed record PositionAdjusted(
    long Time,
    [property: Id(0)] PositionKey Position,
    [property: Id(1)] decimal Quantity,
    [property: Id(2)] decimal Cost) : AccountEvent(Time);
