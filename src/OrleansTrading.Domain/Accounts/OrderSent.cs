using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>The order is being put on the wire: from here on it may be at the venue.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderSent")]
public sealed record OrderSent(
    long Time,
    [property: Id(0)] string OrderId) : AccountEvent(Time);
