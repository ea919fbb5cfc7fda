using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>By which the outcome of a signal is decided; its stop and its targets are those it was raised with. Section <c>Outcomes</c>. A change holds for signals that are not decided yet.</summary>
public sealed class OutcomeOptions
{
    public const string Section = "Outcomes";

    /// <summary>Which of a signal's targets counts, 1 being the nearest; the farthest where it has fewer.</summary>
    [Range(1, 100)]
    public int Target { get; set; } = 1;

    /// <summary>Candles after its own within which a signal must reach its target or its stop.</summary>
    [Range(1, 1000)]
    public int TimeLimitCandles { get; set; } = 24;

    public OutcomeRules ToRules() => new(Target, TimeLimitCandles);
}
