using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>Reads the query of a request for a scan. Every defect is reported under its parameter's name.</summary>
internal sealed class ScanQueryParser(IOptions<MarketOptions> market)
{
    public const string DefaultSource = "cache";
    public const string DefaultCandles = "closed";

    public static readonly ImmutableArray<string> Sources = [DefaultSource, "rest"];
    public static readonly ImmutableArray<string> Candles = [DefaultCandles, "open"];

    /// <summary>The codes of the intervals that are kept.</summary>
    public ImmutableArray<string> Kept { get; } = [.. market.Value.ParseIntervals().Select(interval => interval.ToCode())];

    public ScanRequest? Parse(string? minScore, string? max, string? intervals, string? watchlist, string? source, string? candles, FieldErrors errors)
    {
        var minimum = ParseScore(minScore, errors);
        var most = ReadingParameters.ParseNumber("max", max, 1, ScanRequest.MostResults, errors) ?? ScanRequest.DefaultResults;
        var wanted = ParseIntervals(intervals, errors);
        var list = ParseWord("watchlist", watchlist, LiveInstruments.Lists, errors);
        var from = ParseWord("source", source, Sources, errors) == Sources[1] ? ScanSource.Rest : ScanSource.Cache;
        var open = ParseWord("candles", candles, Candles, errors) == Candles[1];
        return errors.Any ? null : new ScanRequest(wanted, minimum, (int)most, list, from, open);
    }

    /// <summary>One interval that is kept; the shortest when none is named.</summary>
    public KlineInterval ParseInterval(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return KlineIntervals.Parse(Kept[0]);
        if (Kept.Contains(text))
            return KlineIntervals.Parse(text);
        errors.Add("interval", $"is '{FieldErrors.Shorten(text)}'; expected one of {string.Join(", ", Kept)}");
        return default;
    }

    private ImmutableArray<KlineInterval> ParseIntervals(string? text, FieldErrors errors)
    {
        var codes = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(codes, code => !Kept.Contains(code)) is not { } unknown)
            return [.. codes.Select(KlineIntervals.Parse).Distinct().Order()];
        errors.Add("intervals", $"has '{FieldErrors.Shorten(unknown)}'; expected some of {string.Join(", ", Kept)}, separated by commas");
        return [];
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

    private static string? ParseWord(string field, string? text, ImmutableArray<string> allowed, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text) || allowed.Contains(text))
            return string.IsNullOrEmpty(text) ? null : text;
        errors.Add(field, $"is '{FieldErrors.Shorten(text)}'; expected one of {string.Join(", ", allowed)}");
        return null;
    }
}
