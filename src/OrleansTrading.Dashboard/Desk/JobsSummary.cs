using System.Collections.Immutable;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Desk;

/// <summary>How the jobs are, in numbers.</summary>
/// <param name="All">How many there are.</param>
/// <param name="Running">Those that run now.</param>
/// <param name="Paused">Those whose slots are not run.</param>
/// <param name="Failed">The names of those whose last run did not succeed.</param>
public sealed record JobsSummary(int All, int Running, int Paused, ImmutableArray<string> Failed)
{
    public static JobsSummary Of(IReadOnlyList<JobStatus> jobs) => new(
        jobs.Count,
        jobs.Count(job => job.Current is not null),
        jobs.Count(job => !job.Enabled),
        [.. jobs.Where(job => job.LastRun?.State is JobRunState.Failed or JobRunState.TimedOut).Select(job => job.Description.Name)]);
}
