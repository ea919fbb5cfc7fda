using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An order's end is going to be asked for.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CancelIntended")]
public sealed record CancelIntended(
    long Time,
    [property: Id(0)] string OrderId,
    [property: Id(1)] string By) : AccountEvent(Time);
