using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What an account says of an order, before anything is done about it.</summary>
/// <param name="Spec">What may be sent; where it is refused, how far it had come.</param>
/// <param name="Price">What it is valued at; null when it was refused before, or no price is known.</param>
/// <param name="Order">The order as the limits see it; null when it did not come to that.</param>
/// <param name="Verdict">What they said; null when they were not asked.</param>
/// <param name="Refusal">Why it is refused; null when it may be sent.</param>
internal readonly record struct OrderJudgement(
    OrderSpec Spec, decimal? Price, RiskOrder? Order, RiskVerdict? Verdict, OrderRefusal? Refusal);
