namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="Bollinger"/>, in units of the input.</summary>
public readonly record struct BollingerValue(double Upper, double Middle, double Lower);
