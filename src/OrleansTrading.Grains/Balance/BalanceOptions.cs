using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Balance;

/// <summary>How symbols are spread over the silos again when one has been added. Section <c>Balance</c>. A cluster of one silo moves nothing.</summary>
public sealed class BalanceOptions
{
    public const string Section = "Balance";

    /// <summary>Whether a silo that follows more symbols than the others passes some on to one that follows fewer. Off: they stay until their silo leaves.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often each silo compares. The moves of a round are spread over its first half.</summary>
    [Range(typeof(TimeSpan), "00:00:20", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Symbols that one silo passes on in a round at most. Each is away for a second or two, and asks the venue for what it has missed.</summary>
    [Range(1, 100)]
    public int MostMoves { get; set; } = 10;
}
