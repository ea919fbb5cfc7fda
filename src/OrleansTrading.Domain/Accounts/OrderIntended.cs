using Orleans;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An order is going to be sent: appended before it is. What it reserves is reserved from here on.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Order">The order, New.</param>
/// <param name="ReferencePrice">What it was valued at for the risk check, quote units.</param>
/// <param name="Guards">What is to protect the position that it opens; null for none.</param>
/// <param name="By">Who asked; null when it was the account itself.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderIntended")]
public sealed record OrderIntended(
    long Time,
    [property: Id(0)] Order Order,
    [property: Id(1)] decimal ReferencePrice,
    [property: Id(2)] GuardPlan? Guards,
    [property: Id(3)] string? By = null) : AccountEvent(Time);
