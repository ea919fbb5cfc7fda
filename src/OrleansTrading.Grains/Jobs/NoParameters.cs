namespace OrleansTrading.Grains.Jobs;

/// <summary>For jobs that take none.</summary>
public sealed class NoParameters;
