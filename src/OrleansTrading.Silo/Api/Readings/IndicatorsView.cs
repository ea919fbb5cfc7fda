using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>The indicators of one instrument and interval.</summary>
/// <param name="Id">Instrument id.</param>
/// <param name="Interval">Length of a candle.</param>
/// <param name="Candles">Closed candles without a gap that the indicators have seen.</param>
/// <param name="Regime">The regime at the newest closed candle.</param>
/// <param name="Closed">At the newest closed candle: its open time in Unix milliseconds, its close, and every indicator by its name, null for one whose warm-up is not over. Null while no closed candle is held.</param>
/// <param name="Open">The same at the running candle as it is now. Null where there is none.</param>
/// <param name="Problem">Why a scan would leave this out now. Null when it would not.</param>
internal sealed record IndicatorsView(
    string Id,
    string Interval,
    int Candles,
    [property: JsonConverter(typeof(MarketRegimeWord))] MarketRegime Regime,
    IReadOnlyDictionary<string, double?>? Closed,
    IReadOnlyDictionary<string, double?>? Open,
    string? Problem)
{
    public static IndicatorsView Of(IndicatorReading reading) => new(
        reading.Id.ToString(), reading.Interval.ToCode(), reading.Candles, reading.Regime,
        reading.Closed is { } closed ? IndicatorNames.Values(closed) : null,
        reading.Open is { } open ? IndicatorNames.Values(open) : null,
        reading.Problem);
}
