using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.MarketData;

/// <summary>How order books are kept, where <c>Market:Streams</c> has <c>Depth</c>. Section <c>Books</c>.</summary>
public sealed class BooksOptions : IValidatableObject
{
    public const string Section = "Books";

    /// <summary>Levels a side that are kept at most; 16 bytes each, and at most twice that in room. A venue that streams whole books decides itself.</summary>
    [Range(10, 5_000)]
    public int Levels { get; set; } = 500;

    /// <summary>Levels a side that a snapshot is asked for. More weigh more: at Binance 100 weigh 5, 500 weigh 10, 1000 weigh 20.</summary>
    [Range(5, 1_000)]
    public int SnapshotLevels { get; set; } = 500;

    /// <summary>With fewer known levels on a side that has more, as the price has moved, a new snapshot is asked for.</summary>
    [Range(0, 1_000)]
    public int RefillBelow { get; set; } = 50;

    /// <summary>Changed levels that one book puts aside at most while its snapshot is on its way; 16 bytes each.</summary>
    [Range(100, 1_000_000)]
    public int BufferLevels { get; set; } = 20_000;

    /// <summary>Least time between two snapshots of one book. It doubles with each that soon follows another.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan ResyncPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What that time grows to at most.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan LongestResyncPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Snapshots that one silo asks of one venue in a minute. They go behind candles: none while a request would wait for room in the venue's
    /// budget. 60 snapshots of 500 levels are a quarter of Binance's.
    /// </summary>
    [Range(1, 6_000)]
    public int SnapshotsPerMinute { get; set; } = 60;

    /// <summary>
    /// While less than this part of the venue's weight budget is spent, by whatever, snapshots go beyond <see cref="SnapshotsPerMinute"/>: many books
    /// that begin at once are live sooner. 0 for never.
    /// </summary>
    [Range(0.0, 0.9)]
    public double IdleBudgetPart { get; set; } = 0.5;

    /// <summary>Snapshots that one silo has under way at once at one venue.</summary>
    [Range(1, 64)]
    public int SnapshotConcurrency { get; set; } = 4;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RefillBelow >= Math.Min(Levels, SnapshotLevels))
            yield return Invalid(nameof(RefillBelow), $"{RefillBelow} is not below {nameof(Levels)} ({Levels}) and {nameof(SnapshotLevels)} ({SnapshotLevels}): a fresh book would be refilled at once");
        if (LongestResyncPause < ResyncPause)
            yield return Invalid(nameof(LongestResyncPause), $"{LongestResyncPause} is shorter than {nameof(ResyncPause)}, {ResyncPause}");
    }

    private static ValidationResult Invalid(string member, string message) => new($"{Section}:{member}: {message}.", [member]);
}
