using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Records;

/// <summary>What a calculation found at one closed candle.</summary>
/// <param name="Kind">Which calculation: <c>indicators</c>, <c>ema-channel</c> or <c>regime</c>.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Interval">The interval.</param>
/// <param name="OpenTime">Open time of the closed candle, Unix milliseconds.</param>
/// <param name="Values">Named values, finite; what was not warm is left out.</param>
/// <param name="Label">A word, for what is not a number, for example the regime; null otherwise.</param>
public sealed record StoredReading(
    string Kind,
    InstrumentId Instrument,
    KlineInterval Interval,
    long OpenTime,
    ImmutableSortedDictionary<string, double> Values,
    string? Label)
{
    /// <summary>The same for every reading of one kind and candle.</summary>
    public string Key => $"{Kind}|{Instrument}|{Interval.ToCode()}|{OpenTime}";
}
