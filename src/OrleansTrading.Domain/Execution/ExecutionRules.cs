namespace OrleansTrading.Domain.Execution;

/// <summary>When and how signals become positions.</summary>
/// <param name="Threshold">Scores nearer to zero are refused.</param>
/// <param name="Sizing">How large.</param>
/// <param name="Notional">Of the fixed size, quote units.</param>
/// <param name="EquityPercent">Of the size by equity, percent.</param>
/// <param name="RiskPercent">What a stop may lose, percent of equity.</param>
/// <param name="MaxNotional">No position is larger, quote units.</param>
/// <param name="MaxPositions">Positions of the account at most, those that orders may open included.</param>
/// <param name="CoolDown">After a signal of an instrument was taken, milliseconds.</param>
/// <param name="MaxDeviationPercent">How far the market may have moved from the signal's entry, percent.</param>
public sealed record ExecutionRules(
    double Threshold, SizingMode Sizing, decimal Notional, decimal EquityPercent, decimal RiskPercent, decimal MaxNotional, int MaxPositions, long CoolDown,
    decimal MaxDeviationPercent);
