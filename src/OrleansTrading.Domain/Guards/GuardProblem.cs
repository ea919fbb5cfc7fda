namespace OrleansTrading.Domain.Guards;

/// <summary>Why a plan cannot protect a position.</summary>
/// <param name="Field">What of the plan it is about, as the API names it: <c>stopLoss</c>, <c>takeProfits[1].price</c>.</param>
/// <param name="Reason">What is allowed and what came.</param>
public sealed record GuardProblem(string Field, string Reason);
