using System.Collections.Immutable;
using System.Text.Json;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>The readings that the steps store: their kinds, the names of their values, their labels.</summary>
internal static class ReadingKinds
{
    public const string Indicators = "indicators";
    public const string EmaChannel = "ema-channel";
    public const string Regime = "regime";

    private static readonly ImmutableArray<(string Name, Func<IndicatorValues, double> Value)> Members =
    [
        .. typeof(IndicatorValues).GetProperties()
            .Where(member => member.PropertyType == typeof(double))
            .Select(member => (Word(member.Name), new Func<IndicatorValues, double>(values => (double)member.GetValue(values)!))),
    ];

    /// <summary>Every indicator, by its member's name in camel case.</summary>
    public static StoredReading IndicatorsOf(ClosedReading reading) =>
        Of(Indicators, reading, null, Members.Select(member => (member.Name, member.Value(reading.Values))));

    /// <summary>The bounds of the channel, and where the close lies: position 0 on the low, 1 on the high.</summary>
    public static StoredReading EmaChannelOf(ClosedReading reading)
    {
        var (high, low, close) = (reading.Values.EmaChannelHigh, reading.Values.EmaChannelLow, reading.Values.Close);
        var position = Domain.Indicators.EmaChannel.PositionOf(close, high, low);
        return Of(
            EmaChannel, reading, close > high ? "above" : close < low ? "below" : "inside",
            [("high", high), ("low", low), ("close", close), ("position", position)]);
    }

    /// <summary>The regime as the label, and what it is judged by.</summary>
    public static StoredReading RegimeOf(ClosedReading reading) =>
        Of(
            Regime, reading, Word($"{reading.Regime}"),
            [("adx", reading.Values.Adx14), ("slope", reading.Values.Slope20), ("atr", reading.Values.Atr14), ("volatility", reading.Values.Volatility20)]);

    private static StoredReading Of(string kind, ClosedReading reading, string? label, IEnumerable<(string Name, double Value)> values) =>
        new(
            kind, reading.Series.Instrument, reading.Series.Interval, reading.Values.OpenTime,
            values.Where(value => double.IsFinite(value.Value)).ToImmutableSortedDictionary(value => value.Name, value => value.Value), label);

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
