using System.Globalization;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Silo.Api;

/// <summary>Reads the query of a request for candles. Every defect is reported under its parameter's name.</summary>
internal static class KlinesRequest
{
    public const string DefaultInterval = "1m";
    public const int DefaultLimit = 300;

    /// <summary>Last millisecond of the year 9999.</summary>
    public const long MaxTime = 253_402_300_799_999;

    public static KlineQuery? Parse(string? interval, string? limit, string? startTime, string? endTime, FieldErrors errors)
    {
        var length = ParseInterval(interval, errors);
        var count = ParseNumber("limit", limit, 1, KlineQuery.MaxLimit, errors);
        var start = ParseNumber("startTime", startTime, 0, MaxTime, errors);
        var end = ParseNumber("endTime", endTime, 0, MaxTime, errors);
        if (start > end)
            errors.Add("startTime", $"is {start}, after endTime {end}; expected startTime <= endTime");
        return errors.Any ? null : new KlineQuery(length, (int)(count ?? DefaultLimit), start, end);
    }

    private static KlineInterval ParseInterval(string? text, FieldErrors errors)
    {
        if (!KlineIntervals.TryParse(string.IsNullOrEmpty(text) ? DefaultInterval : text, out var interval))
            errors.Add("interval", $"is '{FieldErrors.Shorten(text)}'; expected one of {KlineIntervals.Expected}");
        return interval;
    }

    private static long? ParseNumber(string field, string? text, long least, long most, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        var unit = field == "limit" ? "" : " (Unix milliseconds)";
        errors.Add(field, $"is '{FieldErrors.Shorten(text)}'; expected a whole number from {least} to {most}{unit}");
        return null;
    }
}
