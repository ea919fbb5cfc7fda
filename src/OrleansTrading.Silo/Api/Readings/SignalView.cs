using System.Text.Json.Serialization;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>An occasion to trade, read from one closed candle.</summary>
/// <param name="Key">What it is known by.</param>
/// <param name="Instrument">Instrument id.</param>
/// <param name="Interval">Length of a candle.</param>
/// <param name="CandleOpenTime">Open time of the candle that it stands on, in Unix milliseconds.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Score">From -100 (short) to 100 (long).</param>
/// <param name="Factors">What the score is made of.</param>
/// <param name="Regime">What kind of market it was.</param>
/// <param name="Entry">Suggested entry, in units of the quote asset.</param>
/// <param name="Stop">Suggested stop, in units of the quote asset.</param>
/// <param name="Targets">Suggested targets, nearest first, in units of the quote asset.</param>
/// <param name="CreatedAt">When it was made, in Unix milliseconds.</param>
/// <param name="ExpiresAt">From when on it is void, in the venue's time, in Unix milliseconds.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record SignalView(
    string Key,
    string Instrument,
    string Interval,
    long CandleOpenTime,
    [property: JsonConverter(typeof(SignalDirectionWord))] SignalDirection Direction,
    double Score,
    FactorsView Factors,
    [property: JsonConverter(typeof(MarketRegimeWord))] MarketRegime Regime,
    double Entry,
    double Stop,
    IReadOnlyList<double> Targets,
    long CreatedAt,
    long ExpiresAt,
    OutcomeView Outcome)
{
    public static SignalView Of(TradeSignal signal) => new(
        signal.Key, signal.Instrument.ToString(), signal.Interval.ToCode(), signal.CandleOpenTime, signal.Direction, Math.Round(signal.Score, 2),
        FactorsView.Of(signal.Factors), signal.Regime, signal.Entry, signal.Stop, signal.Targets, signal.CreatedAt, signal.ExpiresAt,
        OutcomeView.Of(signal.Outcome));
}
