namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="SuperTrend"/>.</summary>
/// <param name="Line">In quote units: below the price while it rises, above it while it falls.</param>
/// <param name="Direction">1 while the trend is up, -1 while it is down.</param>
public readonly record struct SuperTrendValue(double Line, double Direction);
