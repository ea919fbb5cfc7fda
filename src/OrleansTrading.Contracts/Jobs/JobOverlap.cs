using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>What happens when a run is due while the one before it is going.</summary>
[GenerateSerializer, Alias("OrleansTrading.JobOverlap")]
public enum JobOverlap : byte
{
    /// <summary>The new one is recorded as skipped.</summary>
    Skip = 0,

    /// <summary>One waits; a further one is recorded as skipped.</summary>
    QueueOne = 1,

    /// <summary>The one that is going is cancelled, and the new one begins when it has ended.</summary>
    CancelPrevious = 2,
}
