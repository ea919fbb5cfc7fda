using System.Collections.Immutable;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs;

/// <summary>A decision: the state that is to be written, and what is told of it afterwards.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="Ended">Runs that come to their end by it.</param>
/// <param name="Missed">Slots that are passed over by it.</param>
internal sealed record JobTransition(JobState State, ImmutableArray<JobRun> Ended, int Missed = 0)
{
    public static JobTransition To(JobState state) => new(state, []);
}
