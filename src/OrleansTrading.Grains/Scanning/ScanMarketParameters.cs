using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Scanning;

/// <summary>What a run of <c>scan-market</c> can be given.</summary>
public sealed class ScanMarketParameters : IValidatableObject
{
    /// <summary>The intervals to read, separated by commas; empty for the configured ones.</summary>
    public string Intervals { get; set; } = "";

    public IReadOnlyList<KlineInterval> ParseIntervals() => KlineIntervals.ParseList(Intervals);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!KlineIntervals.TryParseList(Intervals, out _))
            yield return new ValidationResult($"'{Intervals}' is not a list of intervals; expected some of {KlineIntervals.Expected}, separated by commas.", [nameof(Intervals)]);
    }
}
