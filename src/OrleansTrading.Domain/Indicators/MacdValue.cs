namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="Macd"/>, in units of the input.</summary>
/// <param name="Line">Fast average less slow average.</param>
/// <param name="Signal">Average of the line.</param>
/// <param name="Histogram">Line less signal.</param>
public readonly record struct MacdValue(double Line, double Signal, double Histogram);
