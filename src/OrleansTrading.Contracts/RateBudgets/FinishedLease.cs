using Orleans;

namespace OrleansTrading.Contracts.RateBudgets;

/// <summary>A lease that is used no more; what was not spent of it goes back.</summary>
/// <param name="Lease">Its number.</param>
/// <param name="Spent">What was spent.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.FinishedLease")]
public readonly record struct FinishedLease([property: Id(0)] long Lease, [property: Id(1)] int Spent);
