using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts;

/// <summary>A request for an order as its venue can take it, or why it cannot.</summary>
internal readonly record struct ShapedOrder(OrderIntent? Intent, OrderRefusal? Refusal);
