using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>The grains of jobs as the API asks them. A name that is no job's reaches no grain of its own.</summary>
internal sealed class JobDirectory(IGrainFactory grains)
{
    private ISchedulerGrain Scheduler => grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);

    public Task<ImmutableArray<JobStatus>> ListAsync() => Scheduler.ListJobsAsync();

    /// <summary>The job, or the names of those that there are. No other job is asked, so that none stands in its way.</summary>
    public async Task<(IJobGrain? Job, ImmutableArray<string> Names)> FindAsync(string name)
    {
        var names = await Scheduler.ListNamesAsync();
        return (names.Contains(name, StringComparer.Ordinal) ? grains.GetGrain<IJobGrain>(name) : null, names);
    }

    public IJobGrain Of(JobRun run) => grains.GetGrain<IJobGrain>(run.Job);

    public Task<JobRun?> FindRunAsync(string id) =>
        id.Length > RunsRequest.MaxId ? Task.FromResult<JobRun?>(null) : Scheduler.FindRunAsync(id);

    public Task<JobRun?> CancelRunAsync(string id, string by) =>
        id.Length > RunsRequest.MaxId ? Task.FromResult<JobRun?>(null) : Scheduler.CancelRunAsync(id, by);

    public Task<ImmutableArray<JobRun>> ListRunsAsync(JobRunQuery query) => Scheduler.ListRunsAsync(query);
}
