using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>What a series says at its newest closed candle.</summary>
/// <param name="Series">The series.</param>
/// <param name="Values">Its indicators.</param>
/// <param name="Regime">Its regime.</param>
/// <param name="Basis">All of it, where it was read here; null where the instrument's live grain has read it.</param>
internal sealed record ClosedReading(PipelineSeries Series, IndicatorValues Values, MarketRegime Regime, ReadingBasis? Basis);
