using Orleans;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <remarks>A name that is no job's reaches no grain of its own.</remarks>
internal sealed class GrainJobsReader(IGrainFactory grains) : IJobsReader
{
    private ISchedulerGrain Scheduler => grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);

    public async Task<IReadOnlyList<JobStatus>> ListAsync() => await Scheduler.ListJobsAsync();

    public async Task<JobStatus?> FindAsync(string job) => await IsJobAsync(job) ? await Job(job).GetStatusAsync() : null;

    public async Task<IReadOnlyList<JobRun>> ListRunsAsync(string job, string? beforeId, int limit) =>
        await Scheduler.ListRunsAsync(new JobRunQuery(job, null, beforeId, limit));

    public async Task<JobRun?> FindRunAsync(string job, string runId) => await IsJobAsync(job) ? await Job(job).FindRunAsync(runId) : null;

    public async Task<JobRunLog?> GetLogAsync(string job, string runId, int from) => await IsJobAsync(job) ? await Job(job).GetLogAsync(runId, from) : null;

    public async Task<SchedulePreview> PreviewAsync(string job, string schedule, int count) => await Job(job).PreviewAsync(schedule, count);

    public async Task<TriggerResult> RunAsync(string job, string parameters, string by, string key) =>
        await Job(job).TriggerAsync(new JobTrigger(JobTriggerKind.Manual, by, parameters, key));

    public async Task<JobRun?> CancelAsync(string job, string runId, string by) => await Job(job).CancelAsync(runId, by);

    public async Task<ConfigureResult> ConfigureAsync(string job, bool? enabled, string? schedule, string by) =>
        await Job(job).ConfigureAsync(new JobPatch(enabled, schedule, by));

    private IJobGrain Job(string name) => grains.GetGrain<IJobGrain>(name);

    private async Task<bool> IsJobAsync(string name) => (await Scheduler.ListNamesAsync()).Contains(name, StringComparer.Ordinal);
}
