using Orleans;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An execution, booked once.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.FillBooked")]
public sealed record FillBooked(
    long Time,
    [property: Id(0)] Fill Fill) : AccountEvent(Time);
