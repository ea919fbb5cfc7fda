namespace OrleansTrading.Domain.Risk;

/// <summary>Why a limit cannot be set.</summary>
/// <param name="Rule">Which limit.</param>
/// <param name="Reason">What is allowed and what came.</param>
public sealed record RiskLimitProblem(RiskRule Rule, string Reason);
