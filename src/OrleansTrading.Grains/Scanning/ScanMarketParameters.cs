using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Scanning;

/// <summary>What a run of <c>scan-market</c> can be given.</summary>
public sealed class ScanMarketParameters : IValidatableObject
{
    /// <summary>The intervals to read, separated by commas; empty for the configured ones.</summary>
    public string Intervals { get; set; } = "";

    public IReadOnlyList<KlineInterval> ParseIntervals() => [.. Split().Select(KlineIntervals.Parse).Distinct().Order()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Split().Any(code => !KlineIntervals.TryParse(code, out _)))
            yield return new ValidationResult($"'{Intervals}' is not a list of intervals; expected some of {KlineIntervals.Expected}, separated by commas.", [nameof(Intervals)]);
    }

    private string[] Split() => Intervals.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
