namespace OrleansTrading.Domain.Orders;

/// <summary>What became of an order by rounding it to its instrument's rules: an order that may be sent, or a refusal.</summary>
public readonly record struct RoundedOrder(OrderSpec? Spec, OrderRefusal? Refusal);
