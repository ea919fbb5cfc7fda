using Orleans;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>The indicators of one instrument and interval.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="Interval">The interval.</param>
/// <param name="Candles">Closed candles without a gap that the indicators have seen.</param>
/// <param name="Closed">At the newest closed candle; null when none is held.</param>
/// <param name="Open">At the open candle as it is now; null when there is none.</param>
/// <param name="Regime">The regime at the newest closed candle.</param>
/// <param name="Problem">Why a scan would leave the interval out now, for example that its data is stale; null when it would not.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.IndicatorReading")]
public sealed record IndicatorReading(
    [property: Id(0)] InstrumentId Id,
    [property: Id(1)] KlineInterval Interval,
    [property: Id(2)] int Candles,
    [property: Id(3)] IndicatorValues? Closed,
    [property: Id(4)] IndicatorValues? Open,
    [property: Id(5)] MarketRegime Regime,
    [property: Id(6)] string? Problem);
