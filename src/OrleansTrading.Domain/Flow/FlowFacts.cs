namespace OrleansTrading.Domain.Flow;

/// <summary>What the order flow of the last <see cref="OrderFlow.FactsSeconds"/> says, without a unit: instruments of any size compare.</summary>
/// <param name="DeltaShare">Signed volume over volume, -1 (takers only sold) to 1 (takers only bought).</param>
/// <param name="Imbalance">
/// The sum of the seconds' order-flow imbalances over the sum of their magnitudes, -1 (every second pressed down) to 1 (every second
/// pressed up).
/// </param>
public readonly record struct FlowFacts(double DeltaShare, double Imbalance);
