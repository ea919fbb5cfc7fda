using Orleans;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An order was asked for and refused before anything was sent or reserved.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderRefused")]
public sealed record OrderRefused(
    long Time,
    [property: Id(0)] string IntentKey,
    [property: Id(1)] OrderPurpose Purpose,
    [property: Id(2)] OrderSpec? Spec,
    [property: Id(3)] string Code,
    [property: Id(4)] string Reason) : AccountEvent(Time);
