using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Scanning;

/// <summary>How the market is scored and when a score is a signal. Section <c>Signals</c>.</summary>
public sealed class SignalOptions : IValidatableObject
{
    public const string Section = "Signals";

    private const double MostAtr = 100;

    /// <summary>How much each factor counts.</summary>
    public FactorWeightOptions Weights { get; set; } = new();

    /// <summary>A score at least so far from zero makes a signal.</summary>
    [Range(10d, 100d)]
    public double Threshold { get; set; } = 50;

    /// <summary>Distance of a signal's stop from its entry, in ATRs.</summary>
    [Range(0.1, MostAtr)]
    public double StopAtr { get; set; } = 1.5;

    /// <summary>Distances of a signal's targets from its entry, in ATRs, ascending, separated by commas.</summary>
    [Required]
    public string TargetsAtr { get; set; } = "1.5,3";

    /// <summary>Candles after its own for which a signal stands.</summary>
    [Range(1, 1000)]
    public int LifeCandles { get; set; } = 4;

    /// <summary>Closed candles without a gap that a reading takes. Fewer than 50 do not warm every indicator.</summary>
    [Range(50, 100_000)]
    public int MinimumCandles { get; set; } = 60;

    /// <summary>The instrument against which relative strength is taken. Without it, or while it is not live, that factor is left out.</summary>
    public string Benchmark { get; set; } = "binance:BTCUSDT";

    public InstrumentId? ParseBenchmark() => InstrumentId.TryParse(Benchmark, out var id) ? id : null;

    public SignalRules ToRules() => new(Threshold, StopAtr, ParseTargets()!.Value, LifeCandles);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var weight in typeof(FactorWeightOptions).GetProperties())
        {
            if (weight.GetValue(Weights) is double value && !(value is >= 0 and <= FactorWeightOptions.Most))
                yield return Invalid($"{nameof(Weights)}:{weight.Name}", $"{Text(value)} is not a weight; expected 0 to {FactorWeightOptions.Most}");
        }

        if (!Weights.ToWeights().AreValid)
            yield return Invalid(nameof(Weights), "no factor counts; expected weights that are not negative and one at least that is positive");
        if (ParseTargets() is null)
            yield return Invalid(nameof(TargetsAtr), $"'{TargetsAtr}' is not a list of distances; expected ascending numbers above 0 and up to {MostAtr}, separated by commas");
        if (Benchmark.Length > 0 && ParseBenchmark() is null)
            yield return Invalid(nameof(Benchmark), $"'{Benchmark}' is not an instrument id; expected {InstrumentId.Expected}, or nothing");
    }

    private ImmutableArray<double>? ParseTargets()
    {
        var targets = ImmutableArray.CreateBuilder<double>();
        foreach (var text in TargetsAtr.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var distance)
                || !(distance > (targets.Count > 0 ? targets[^1] : 0) && distance <= MostAtr))
            {
                return null;
            }

            targets.Add(distance);
        }

        return targets.Count > 0 ? targets.ToImmutable() : null;
    }

    private static ValidationResult Invalid(string member, string message) => new($"{Section}:{member}: {message}.", [member]);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
