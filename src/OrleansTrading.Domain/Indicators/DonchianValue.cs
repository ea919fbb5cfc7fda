namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="Donchian"/>, in quote units.</summary>
public readonly record struct DonchianValue(double Upper, double Middle, double Lower);
