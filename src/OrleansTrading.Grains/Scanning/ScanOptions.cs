using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Scanning;

/// <summary>How the market is scanned. Section <c>Scan</c>.</summary>
public sealed class ScanOptions : IValidatableObject
{
    public const string Section = "Scan";

    /// <summary>Intervals that are scanned unless others are asked for, separated by commas. Empty: all that are kept.</summary>
    public string Intervals { get; set; } = "";

    /// <summary>How long a symbol may take to answer; one that takes longer is left out and listed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan SymbolTimeLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a scan by REST may take; what has not come by then is left out and listed. Shorter than a grain call may take, 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:25")]
    public TimeSpan RestTimeLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Median hourly volatility, in percent, at and below which the market is scanned as seldom as the schedule allows.</summary>
    [Range(0.001, 100)]
    public double QuietVolatilityPercent { get; set; } = 0.25;

    /// <summary>Median hourly volatility, in percent, at and above which the market is scanned as often as the schedule allows.</summary>
    [Range(0.001, 100)]
    public double BusyVolatilityPercent { get; set; } = 2;

    public IReadOnlyList<KlineInterval> ParseIntervals() => KlineIntervals.ParseList(Intervals);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!KlineIntervals.TryParseList(Intervals, out _))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(Intervals)}: '{Intervals}' is not a list of intervals; expected some of {KlineIntervals.Expected}, separated by commas, or nothing.",
                [nameof(Intervals)]);
        }

        if (!(QuietVolatilityPercent < BusyVolatilityPercent))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(QuietVolatilityPercent)}: {QuietVolatilityPercent} is not below {nameof(BusyVolatilityPercent)}, {BusyVolatilityPercent}.",
                [nameof(QuietVolatilityPercent)]);
        }
    }
}
