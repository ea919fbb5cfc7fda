using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>What is measured besides what always is. Section <c>Metrics</c>.</summary>
public sealed class MetricsOptions : IValidatableObject
{
    public const string Section = "Metrics";

    /// <summary>Instruments that may have series of their own.</summary>
    public const int MostInstruments = 100;

    /// <summary>Instruments whose streams are measured by their names too, separated by commas, at most 100; for example <c>binance:BTCUSDT</c>.</summary>
    public string BySymbol { get; set; } = "";

    public IReadOnlyList<InstrumentId> ParseInstruments() => [.. Split().Select(InstrumentId.Parse).Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Split().FirstOrDefault(text => !InstrumentId.TryParse(text, out _)) is { } wrong)
            yield return new($"{Section}:{nameof(BySymbol)}: '{wrong}' is not an instrument; expected {InstrumentId.Expected}, several separated by commas.", [nameof(BySymbol)]);
        if (Split().Length > MostInstruments)
            yield return new($"{Section}:{nameof(BySymbol)}: {Split().Length} instruments; expected at most {MostInstruments}.", [nameof(BySymbol)]);
    }

    private string[] Split() => BySymbol.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
