namespace OrleansTrading.Domain.Risk;

/// <summary>What the limits say of an order.</summary>
/// <param name="Quantity">Base units that may be sent; 0 when it is refused.</param>
/// <param name="Breach">The limit that was breached, the strictest action first; null when none was, or when the order opens a position and the account has no limits at all.</param>
/// <param name="Action">What the breach does; <see cref="BreachAction.Refuse"/> when there is none.</param>
/// <param name="Reason">Limit, value and what the order would have made of it; null when the order may be sent as it is.</param>
public sealed record RiskVerdict(decimal Quantity, RiskRule? Breach, BreachAction Action, string? Reason)
{
    public bool IsRefused => Quantity == 0;
}
