using Orleans;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>What became of a request for an order: the order (new, or the one that the same key made before), or a refusal.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PlaceResult")]
public sealed record PlaceResult(
    [property: Id(0)] Order? Order,
    [property: Id(1)] OrderRefusal? Refusal,
    [property: Id(2)] bool IsRepeated);
