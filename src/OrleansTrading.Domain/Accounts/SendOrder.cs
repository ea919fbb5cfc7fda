using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An order is to be put on the wire: once, and only while the switch is on. After <see cref="SendBefore"/> it is not sent any more but answered with NotSent: from then on others may take the venue's silence about it for its end.</summary>
/// <param name="Order">The order.</param>
/// <param name="SendBefore">Unix milliseconds.</param>
public sealed record SendOrder(Order Order, long SendBefore) : AccountEffect;
