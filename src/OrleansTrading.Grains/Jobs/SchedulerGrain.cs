using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Jobs;

/// <summary>Knows every job, keeps each of them started, and tells of one that is past its slot. It holds nothing that it could lose.</summary>
[KeepAlive]
internal sealed partial class SchedulerGrain(
    JobCatalogue catalogue, IJobRunStore store, JobsMetrics metrics, IOptions<JobsOptions> options, TimeProvider time, ILogger<SchedulerGrain> logger)
    : Grain, ISchedulerGrain
{
    /// <summary>The slot that was last told of as missed, by job, so that each is told of once.</summary>
    private readonly Dictionary<string, long> _told = [];
    private IGrainTimer? _timer;

    public Task EnsureStartedAsync()
    {
        _timer ??= this.RegisterGrainTimer(KeepAsync, TimeSpan.Zero, options.Value.NudgeInterval);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<JobStatus>> ListJobsAsync()
    {
        var statuses = await Task.WhenAll(catalogue.Names.Select(name => Job(name).GetStatusAsync()));
        return [.. statuses.OfType<JobStatus>()];
    }

    public async Task<JobRun?> FindRunAsync(string runId)
    {
        if (await store.FindAsync(runId, CancellationToken.None) is not { } stored)
            return await AskAllAsync(runId);
        // The store is told of progress now and then; the job knows it as it is.
        return stored.IsFinal ? stored : await Job(stored.Job).FindRunAsync(runId) ?? stored;
    }

    public async Task<JobRun?> CancelRunAsync(string runId, string? by) =>
        await FindRunAsync(runId) is { } run ? await Job(run.Job).CancelAsync(runId, by) ?? run : null;

    public async Task<ImmutableArray<JobRun>> ListRunsAsync(JobRunQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, JobRunQuery.MaxLimit);
        var stored = await store.ListAsync(query.Job, query.State, query.BeforeId, limit, CancellationToken.None);
        var runs = await Task.WhenAll(stored.Select(async run => run.IsFinal ? run : await Job(run.Job).FindRunAsync(run.Id) ?? run));
        // A run that has gone on since it was stored may not be in the wanted state any more.
        return [.. runs.Where(run => query.State is null || run.State == query.State)];
    }

    private IJobGrain Job(string name) => GrainFactory.GetGrain<IJobGrain>(name);

    /// <summary>For a run that the store could not be told of yet.</summary>
    private async Task<JobRun?> AskAllAsync(string runId)
    {
        var found = await Task.WhenAll(catalogue.Names.Select(name => Job(name).FindRunAsync(runId)));
        return found.FirstOrDefault(run => run is not null);
    }

    private Task KeepAsync(CancellationToken cancellationToken) => Task.WhenAll(catalogue.Names.Select(KeepAsync));

    private async Task KeepAsync(string name)
    {
        try
        {
            await Job(name).EnsureStartedAsync();
            var status = await Job(name).GetStatusAsync();
            var late = time.GetUtcNow().ToUnixTimeMilliseconds() - status?.NextDue;
            if (late > options.Value.MissedAfter.TotalMilliseconds && _told.GetValueOrDefault(name) != status!.NextDue!.Value)
            {
                _told[name] = status.NextDue.Value;
                metrics.Overdue(name);
                LogOverdue(logger, name, late.Value / 1000);
            }
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // One job's trouble must not keep the others from being made sure of; the next round tries again.
            LogNudgeFailed(logger, name, exception);
        }
    }

    [LoggerMessage(3120, LogLevel.Warning, "Job {Job} is {Seconds} s past its slot")]
    private static partial void LogOverdue(ILogger logger, string job, long seconds);

    [LoggerMessage(3121, LogLevel.Warning, "Job {Job} did not answer; the next nudge tries again")]
    private static partial void LogNudgeFailed(ILogger logger, string job, Exception exception);
}
