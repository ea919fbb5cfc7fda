using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Gaps;

/// <summary>How far candles are checked for completeness, and how much is repaired at once. Section <c>Gaps</c>.</summary>
public sealed class GapOptions
{
    public const string Section = "Gaps";

    /// <summary>How far back each stored series is checked; a run by hand can be told to look further.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan LookBack { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Candles that one run asks of the venues at most; what is left is for the next.</summary>
    [Range(1, 10_000_000)]
    public int MaxCandles { get; set; } = 50_000;

    /// <summary>Instruments checked at once.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Repairs of a venue end for this run when its weight budget has no room for so long.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan LongestBudgetWait { get; set; } = TimeSpan.FromSeconds(5);
}
