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
    /// <summary>How long a job may take to tell of itself before it is told of without it.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    /// <summary>The slot that was last told of as missed, by job, so that each is told of once.</summary>
    private readonly Dictionary<string, long> _told = [];
    private IGrainTimer? _timer;

    public Task EnsureStartedAsync()
    {
        _timer ??= this.RegisterGrainTimer(KeepAsync, TimeSpan.Zero, options.Value.NudgeInterval);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> ListNamesAsync() => Task.FromResult(catalogue.Names);

    public async Task<ImmutableArray<JobStatus>> ListJobsAsync() => [.. await Task.WhenAll(catalogue.Names.Select(StatusAsync))];

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
        if (query.State is not (JobRunState.Queued or JobRunState.Running))
            return [.. await Task.WhenAll((await StoredAsync(query, query.State, limit)).Select(AsItIsAsync))];
        // The few that are not final have gone on since they were stored: whichever state they were in, they may be in the wanted one.
        var going = (await StoredAsync(query, JobRunState.Queued, JobRunQuery.MaxLimit))
            .Concat(await StoredAsync(query, JobRunState.Running, JobRunQuery.MaxLimit))
            .DistinctBy(run => run.Id);
        var runs = (await Task.WhenAll(going.Select(AsItIsAsync))).Where(run => run.State == query.State);
        return [.. runs.OrderByDescending(run => run.QueuedAt).ThenByDescending(run => run.Id, StringComparer.Ordinal).Take(limit)];
    }

    private IJobGrain Job(string name) => GrainFactory.GetGrain<IJobGrain>(name);

    private async Task<JobStatus> StatusAsync(string name)
    {
        try
        {
            if (await Job(name).GetStatusAsync().WaitAsync(AnswerLimit, time) is { } status)
                return status;
        }
        catch (Exception exception)
        {
            // Whatever keeps it from answering, the others are told of.
            LogNoAnswer(logger, name, exception);
        }

        var job = catalogue.Find(name)!;
        var (schedule, enabled) = catalogue.DefaultsOf(job.Definition);
        return new JobStatus(job.Describe(schedule), enabled, schedule, null, null, null, null, null, 0);
    }

    private Task<IReadOnlyList<JobRun>> StoredAsync(JobRunQuery query, JobRunState? state, int limit) =>
        store.ListAsync(query.Job, state, query.BeforeId, limit, CancellationToken.None);

    private async Task<JobRun> AsItIsAsync(JobRun stored)
    {
        if (stored.IsFinal)
            return stored;
        try
        {
            return await Job(stored.Job).FindRunAsync(stored.Id).WaitAsync(AnswerLimit, time) ?? stored;
        }
        catch (Exception exception)
        {
            LogNoAnswer(logger, stored.Job, exception);
            return stored;
        }
    }

    /// <summary>For a run that the store could not be told of yet. That there is none is said only when every job has answered.</summary>
    private async Task<JobRun?> AskAllAsync(string runId)
    {
        var asked = catalogue.Names.Select(name => Job(name).FindRunAsync(runId).WaitAsync(AnswerLimit, time)).ToList();
        await ((Task)Task.WhenAll(asked)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (var answered in asked.Where(task => task.IsCompletedSuccessfully))
        {
            if (await answered is { } run)
                return run;
        }

        return asked.Find(task => !task.IsCompletedSuccessfully) is { } failed ? await failed : null;
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
        catch (Exception exception)
        {
            // One job's trouble must not keep the others from being made sure of; the next round tries again.
            LogNudgeFailed(logger, name, exception);
        }
    }

    [LoggerMessage(3120, LogLevel.Warning, "Job {Job} is {Seconds} s past its slot")]
    private static partial void LogOverdue(ILogger logger, string job, long seconds);

    [LoggerMessage(3121, LogLevel.Warning, "Job {Job} did not answer; the next nudge tries again")]
    private static partial void LogNudgeFailed(ILogger logger, string job, Exception exception);

    [LoggerMessage(3123, LogLevel.Warning, "Job {Job} does not tell how it is; it is told of without it")]
    private static partial void LogNoAnswer(ILogger logger, string job, Exception exception);
}
