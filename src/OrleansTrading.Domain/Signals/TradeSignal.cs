using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// An occasion to trade, read from one closed candle. There is at most one for each instrument, interval and candle.
/// Prices are in quote units, times are Unix milliseconds.
/// </summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Interval">The interval that was read.</param>
/// <param name="CandleOpenTime">Open time of the closed candle that it stands on.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Score">-100 (short) to 100 (long).</param>
/// <param name="Factors">What the score is made of.</param>
/// <param name="Regime">The market's regime at that candle.</param>
/// <param name="Entry">Suggested entry.</param>
/// <param name="Stop">Suggested stop.</param>
/// <param name="Targets">Suggested targets, nearest first.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is void.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.TradeSignal")]
public sealed record TradeSignal(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] KlineInterval Interval,
    [property: Id(2)] long CandleOpenTime,
    [property: Id(3)] SignalDirection Direction,
    [property: Id(4)] double Score,
    [property: Id(5)] FactorScores Factors,
    [property: Id(6)] MarketRegime Regime,
    [property: Id(7)] double Entry,
    [property: Id(8)] double Stop,
    [property: Id(9)] ImmutableArray<double> Targets,
    [property: Id(10)] long CreatedAt,
    [property: Id(11)] long ExpiresAt)
{
    /// <summary>What came of it; null while that is not decided.</summary>
    [Id(12)]
    public SignalOutcome? Outcome { get; init; }

    /// <summary>The same for every signal of one candle, so that a signal made twice is one signal.</summary>
    public string Key => $"{Instrument}|{Interval.ToCode()}|{CandleOpenTime}";
}
