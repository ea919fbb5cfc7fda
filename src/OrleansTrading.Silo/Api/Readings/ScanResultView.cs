using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>The reading of one instrument and interval.</summary>
/// <param name="Id">Instrument id.</param>
/// <param name="Interval">Length of a candle.</param>
/// <param name="Direction">Which way the score points.</param>
/// <param name="Score">From -100 (a fall) to 100 (a rise).</param>
/// <param name="Factors">What the score is made of.</param>
/// <param name="OrderFlowFrom">What the factor of order flow stands on; a scan by REST has candles only.</param>
/// <param name="Regime">What kind of market it is.</param>
/// <param name="OpenTime">Open time of the candle that was read, in Unix milliseconds.</param>
/// <param name="Closed">Whether that candle is final; the reading of one that is not may change.</param>
/// <param name="Close">Its close, in units of the quote asset.</param>
internal sealed record ScanResultView(
    string Id,
    string Interval,
    [property: JsonConverter(typeof(SignalDirectionWord))] SignalDirection Direction,
    double Score,
    FactorsView Factors,
    [property: JsonConverter(typeof(OrderFlowSourceWord))] OrderFlowSource OrderFlowFrom,
    [property: JsonConverter(typeof(MarketRegimeWord))] MarketRegime Regime,
    long OpenTime,
    bool Closed,
    double Close)
{
    public static ScanResultView Of(ScanResult result) => new(
        result.Id.ToString(), result.Reading.Interval.ToCode(), result.Reading.Direction, Math.Round(result.Reading.Score, 2),
        FactorsView.Of(result.Reading.Factors), result.Reading.OrderFlowFrom, result.Reading.Regime, result.Reading.OpenTime, !result.Reading.IsOpen, result.Reading.Close);
}
