namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="Keltner"/>, in quote units.</summary>
public readonly record struct KeltnerValue(double Upper, double Middle, double Lower);
