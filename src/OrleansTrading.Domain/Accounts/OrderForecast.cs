using System.Collections.Immutable;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What would become of an order if it were placed now. Nothing is stored, reserved or sent for it.</summary>
/// <param name="Spec">What would be sent, after limits have cut it; where it would be refused, what was asked.</param>
/// <param name="Price">What it is valued at, quote units; null when no price is known.</param>
/// <param name="Margin">Initial margin of what it opens, quote units; 0 when it opens nothing.</param>
/// <param name="Fee">If all of it takes, quote units.</param>
/// <param name="Refusal">Why it would be refused; null when it would be sent.</param>
/// <param name="Note">What limits change about it; null when nothing.</param>
/// <param name="IsHalting">Whether placing it would halt the account.</param>
/// <param name="Uses">Each limit before and after the order as it was asked.</param>
public sealed record OrderForecast(
    OrderSpec Spec, decimal? Price, decimal Margin, decimal Fee, OrderRefusal? Refusal, string? Note, bool IsHalting, ImmutableArray<RiskUse> Uses);
