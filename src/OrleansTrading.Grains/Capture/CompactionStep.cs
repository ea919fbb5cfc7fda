namespace OrleansTrading.Grains.Capture;

/// <summary>How far a compaction has come.</summary>
internal enum CompactionStep
{
    /// <summary>The day's file is whole, by a temporary name.</summary>
    Written,

    /// <summary>What it holds is written down.</summary>
    Listed,

    /// <summary>It has its name: the small files do not count any more.</summary>
    Named,

    /// <summary>One of the small files is gone.</summary>
    OneDeleted,
}
