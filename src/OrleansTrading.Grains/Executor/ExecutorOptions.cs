using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Execution;

namespace OrleansTrading.Grains.Executor;

/// <summary>Whether and how signals become positions. Section <c>Executor</c>.</summary>
public sealed class ExecutorOptions : IValidatableObject
{
    public const string Section = "Executor";

    /// <summary>Whether signals are looked at.</summary>
    public bool Enabled { get; set; }

    /// <summary>Whether decisions are recorded and no order is made.</summary>
    public bool DryRun { get; set; } = true;

    /// <summary>The account that trades.</summary>
    [Required]
    public string Account { get; set; } = "paper";

    /// <summary>Signals whose score is nearer to zero are refused.</summary>
    [Range(0.0, 100.0)]
    public double Threshold { get; set; } = 60;

    /// <summary>How large a position is: FixedNotional, EquityPercent, or VolatilityTarget, by which a stop loses a share of the equity.</summary>
    public SizingMode Sizing { get; set; } = SizingMode.FixedNotional;

    /// <summary>Value of a position of the fixed size, quote units.</summary>
    [Range(typeof(decimal), "1", "1000000000")]
    public decimal Notional { get; set; } = 100;

    /// <summary>Value of a position by equity, percent.</summary>
    [Range(typeof(decimal), "0.01", "1000")]
    public decimal EquityPercent { get; set; } = 2;

    /// <summary>What a stop may lose with VolatilityTarget, percent of equity.</summary>
    [Range(typeof(decimal), "0.01", "10")]
    public decimal RiskPercent { get; set; } = 0.5m;

    /// <summary>No position is larger, quote units.</summary>
    [Range(typeof(decimal), "1", "1000000000")]
    public decimal MaxNotional { get; set; } = 1_000;

    /// <summary>Positions of the account at most, whoever opened them.</summary>
    [Range(1, 1000)]
    public int MaxPositions { get; set; } = 5;

    /// <summary>Pause after a signal of an instrument was taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How far the market may have moved from a signal's entry, percent.</summary>
    [Range(typeof(decimal), "0.01", "50")]
    public decimal MaxDeviationPercent { get; set; } = 1;

    /// <summary>How often stored signals are looked through for those that were not heard of.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How far back stored signals are looked through at start; those that have expired are left alone.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan CatchUp { get; set; } = TimeSpan.FromDays(2);

    public ExecutionRules ToRules() => new(
        Threshold, Sizing, Notional, EquityPercent, RiskPercent, MaxNotional, MaxPositions, (long)CoolDown.TotalMilliseconds, MaxDeviationPercent);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enum.IsDefined(Sizing))
            yield return new ValidationResult($"{Section}:{nameof(Sizing)} is {(int)Sizing}; expected one of {string.Join(", ", Enum.GetNames<SizingMode>())}.", [nameof(Sizing)]);
    }
}
