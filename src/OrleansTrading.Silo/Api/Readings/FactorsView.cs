using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>What each factor says, from 0 (a fall) through 50 (neither) to 100 (a rise). Null where the data for it is absent; it takes no part then.</summary>
/// <param name="Trend">Averages and slope of the price.</param>
/// <param name="Momentum">RSI, MACD and stochastic oscillator.</param>
/// <param name="Volume">Whether volume stands behind the price.</param>
/// <param name="Volatility">Distance from the mean, the more the wider the market swings.</param>
/// <param name="OrderFlow">What takers buy and sell, and where streams bring it, how the best prices change.</param>
/// <param name="RelativeStrength">Against the benchmark.</param>
/// <param name="Funding">Against the crowd that pays the funding.</param>
/// <param name="OpenInterest">Whether open interest confirms the price.</param>
internal sealed record FactorsView(
    double? Trend,
    double? Momentum,
    double? Volume,
    double? Volatility,
    double? OrderFlow,
    double? RelativeStrength,
    double? Funding,
    double? OpenInterest)
{
    public static FactorsView Of(in FactorScores factors) => new(
        Round(factors.Trend), Round(factors.Momentum), Round(factors.Volume), Round(factors.Volatility),
        Round(factors.OrderFlow), Round(factors.RelativeStrength), Round(factors.Funding), Round(factors.OpenInterest));

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 2) : null;
}
