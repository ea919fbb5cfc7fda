using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>The venue is to be asked what it knows of an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="AskedAt">When this was decided, Unix milliseconds; goes back with the answer.</param>
public sealed record AskOrder(Order Order, long AskedAt) : AccountEffect;
