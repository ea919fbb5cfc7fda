using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.RateBudgets;

/// <summary>
/// How silos share what venues allow one address. Section <c>RateBudgets</c>. Silos that leave by the same address must have the same
/// <see cref="EgressAddress"/>, <see cref="MaxSilos"/> and <see cref="ReservedPart"/>.
/// </summary>
public sealed class RateBudgetOptions
{
    public const string Section = "RateBudgets";

    /// <summary>
    /// The address that venues see requests come from, or any name for it that all silos behind it have in common: pods behind one
    /// gateway have to be given one. The host's name where empty, which is right when each host has an address of its own.
    /// </summary>
    public string? EgressAddress { get; set; }

    /// <summary>
    /// Most silos that run behind the address at once; 1 when there is just one, which then has the whole limit without asking anyone. Where
    /// it is not given: 1 for a silo that cannot have others beside it, else 4.
    /// </summary>
    [Range(1, 100)]
    public int? MaxSilos { get; set; }

    /// <summary>
    /// The part of each limit that is not leased: every silo has its even share of it for itself, for the time before its first lease and for
    /// when the budget cannot be reached.
    /// </summary>
    [Range(0.01, 1.0)]
    public double ReservedPart { get; set; } = 0.1;

    /// <summary>How often a silo reports and asks while it spends.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:05")]
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An answer that takes longer counts as none.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(3);
}
