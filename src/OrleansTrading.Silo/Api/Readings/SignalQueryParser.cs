using System.Globalization;
using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>Reads which signals are asked for.</summary>
internal static class SignalQueryParser
{
    public const int DefaultSignals = 100;
    public const int LongestKey = 100;

    public static IReadOnlyList<string> Directions { get; } = ["long", "short"];

    public static IReadOnlyList<string> Outcomes { get; } = ["open", "target", "stop", "time", "unknown"];

    public static SignalHistoryQuery Parse(string? instrument, string? interval, string? direction, string? minScore, string? from, string? before, FieldErrors errors) => new()
    {
        Instrument = ParseInstrument(instrument, errors),
        Interval = ParseInterval(interval, errors),
        Direction = ParseWord("direction", direction, Directions, errors) is { } way ? Enum.Parse<SignalDirection>(way, ignoreCase: true) : null,
        MinimumScore = ParseScore(minScore, errors),
        CreatedFrom = ReadingParameters.ParseNumber("from", from, 0, KlinesRequest.MaxTime, errors),
        CreatedBefore = ReadingParameters.ParseNumber("before", before, 0, KlinesRequest.MaxTime, errors),
    };

    public static OutcomeKind? ParseOutcome(string? text, FieldErrors errors) =>
        ParseWord("outcome", text, Outcomes, errors) is { } word ? Enum.Parse<OutcomeKind>(word, ignoreCase: true) : null;

    public static string? ParseKey(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length <= LongestKey)
            return text;
        errors.Add("after", $"is '{FieldErrors.Shorten(text)}'; expected the key of a signal");
        return null;
    }

    private static InstrumentId? ParseInstrument(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (InstrumentId.TryParse(text, out var id))
            return id;
        errors.Add("instrument", $"is '{FieldErrors.Shorten(text)}'; expected {InstrumentId.Expected}");
        return null;
    }

    private static KlineInterval? ParseInterval(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (KlineIntervals.TryParse(text, out var interval))
            return interval;
        errors.Add("interval", $"is '{FieldErrors.Shorten(text)}'; expected one of {KlineIntervals.Expected}");
        return null;
    }

    private static string? ParseWord(string field, string? text, IReadOnlyList<string> words, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (words.Contains(text))
            return text;
        errors.Add(field, $"is '{FieldErrors.Shorten(text)}'; expected one of {string.Join(", ", words)}");
        return null;
    }

    private static double ParseScore(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100)
            return score;
        errors.Add("minScore", $"is '{FieldErrors.Shorten(text)}'; expected a number from 0 to 100");
        return 0;
    }
}
