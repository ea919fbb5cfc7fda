using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Execution;

/// <summary>What is made of a signal: an order, or a refusal.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="Notional">Quote units; 0 when it is refused.</param>
/// <param name="Guards">The signal's stop and targets.</param>
/// <param name="Code">Why not; null when it is not refused.</param>
/// <param name="Reason">What was expected and what came.</param>
public sealed record ExecutionPlan(OrderSide Side, decimal Notional, GuardPlan? Guards, string? Code, string? Reason)
{
    public static ExecutionPlan Refused(string code, string reason) => new(OrderSide.Buy, 0, null, code, reason);
}
