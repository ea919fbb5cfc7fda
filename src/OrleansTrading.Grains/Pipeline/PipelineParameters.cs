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

    public IReadOnlyList<KlineInterval> ParseIntervals() => KlineIntervals.ParseList(Intervals);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!KlineIntervals.TryParseList(Intervals, out var intervals) || intervals.Count == 0)
        {
            yield return new ValidationResult(
                $"'{Intervals}' is not a list of intervals; expected some of {KlineIntervals.Expected}, separated by commas.", [nameof(Intervals)]);
        }
    }
}
