using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>The venue is to be asked for an order's end.</summary>
/// <param name="Order">The order.</param>
public sealed record CancelOrder(Order Order) : AccountEffect;
