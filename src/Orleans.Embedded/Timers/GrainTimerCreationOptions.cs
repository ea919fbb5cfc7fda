using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks and how its ticks go with other requests.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>The time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none until changed.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>The time from the end of one tick to the start of the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks may interleave with other requests and ticks.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as activity that keeps the grain from being collected.</summary>
    public bool KeepAlive { get; init; }
}
