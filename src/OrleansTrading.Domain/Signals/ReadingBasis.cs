using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Signals;

/// <summary>All that one series of candles says at one candle.</summary>
/// <param name="Indicators">The indicators.</param>
/// <param name="Facts">What the factors need besides.</param>
/// <param name="Regime">The regime.</param>
public readonly record struct ReadingBasis(IndicatorValues Indicators, CandleFacts Facts, MarketRegime Regime);
