using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>What a run of a step can be given.</summary>
public sealed class PipelineParameters : IValidatableObject
{
    [Description("The intervals to work on, separated by commas.")]
    [Required]
    public string Intervals { get; set; } = "1h";

    public IReadOnlyList<KlineInterval> ParseIntervals() => [.. Split().Select(KlineIntervals.Parse).Distinct().Order()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Split().Length == 0 || Split().Any(code => !KlineIntervals.TryParse(code, out _)))
        {
            yield return new ValidationResult(
                $"'{Intervals}' is not a list of intervals; expected some of {KlineIntervals.Expected}, separated by commas.", [nameof(Intervals)]);
        }
    }

    private string[] Split() => Intervals.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
