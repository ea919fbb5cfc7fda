using Orleans;

namespace OrleansTrading.Domain.Signals;

/// <summary>Where the judgement of the regime stands after a candle; <see cref="RegimeRules.Next"/> carries it on.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="NormalVolatility">
/// Slow mean of the volatility: plain over the first <see cref="RegimeRules.NormalCandles"/> candles, then exponential over as many.
/// </param>
/// <param name="Seen">Candles that went into it.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RegimeState")]
public readonly record struct RegimeState(
    [property: Id(0)] MarketRegime Regime,
    [property: Id(1)] double NormalVolatility,
    [property: Id(2)] int Seen)
{
    /// <summary>How <paramref name="volatility"/> compares with the normal: 1 is normal; NaN while nothing is known.</summary>
    public double RatioOf(double volatility) => Seen == 0 ? double.NaN : NormalVolatility > 0 ? volatility / NormalVolatility : 1;
}
