using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Collection;

/// <summary>How the live symbols' data is collected. Section <c>Collection</c>.</summary>
public sealed class CollectionOptions
{
    public const string Section = "Collection";

    /// <summary>Symbols collected at once; 1: one after another.</summary>
    [Range(1, 512)]
    public int Concurrency { get; set; } = 32;

    /// <summary>How often each symbol's open interest is asked for; the symbols are spread evenly over it.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan OpenInterestInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A symbol is skipped, not queued, when the venue's weight budget has no room for so long.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LongestBudgetWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What a symbol's requests have not brought by then has failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan SymbolTimeLimit { get; set; } = TimeSpan.FromSeconds(8);
}
