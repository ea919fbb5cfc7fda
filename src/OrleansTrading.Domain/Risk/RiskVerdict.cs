namespace OrleansTrading.Domain.Risk;

/// <summary>What the limits say of an order.</summary>
/// <param name="Quantity">Base units that may be sent; 0 when it is refused.</param>
/// <param name="Breach">The limit that was breached, the strictest action first; null when none was.</param>
/// <param name="Action">What the breach does; without meaning when there is none.</param>
/// <param name="Reason">Limit, value and what the order would have made of it; null when no limit was breached.</param>
public sealed record RiskVerdict(decimal Quantity, RiskRule? Breach, BreachAction Action, string? Reason);
