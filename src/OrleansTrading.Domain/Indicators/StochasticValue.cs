namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="Stochastic"/>; each part 0 to 100.</summary>
public readonly record struct StochasticValue(double K, double D);
