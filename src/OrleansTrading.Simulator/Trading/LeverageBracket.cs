namespace OrleansTrading.Simulator.Trading;

/// <summary>A range of a position's notional with the highest leverage and the maintenance margin that hold there.</summary>
/// <param name="Deduction">Taken off the notional times the ratio, so that the margin is continuous at the floor.</param>
internal sealed record LeverageBracket(int Number, int Leverage, decimal Floor, decimal Cap, decimal MaintenanceRatio, decimal Deduction);
