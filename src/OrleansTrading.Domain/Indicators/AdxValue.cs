namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="Adx"/>; each part 0 to 100.</summary>
/// <param name="Adx">Strength of the trend, whichever way it goes.</param>
/// <param name="PlusDi">Share of upward movement in the true range.</param>
/// <param name="MinusDi">Share of downward movement in the true range.</param>
public readonly record struct AdxValue(double Adx, double PlusDi, double MinusDi);
