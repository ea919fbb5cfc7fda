using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Dashboard.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Jobs that a test sets up and moves by hand.</summary>
internal sealed class FakeJobs(TimeProvider time) : IJobsReader
{
    private readonly ConcurrentDictionary<string, JobStatus> _jobs = new();
    private readonly ConcurrentDictionary<string, JobRunLog> _logs = new();
    private readonly Lock _gate = new();
    private ImmutableArray<JobRun> _runs = [];
    private int _ids;
    private int _linesRead;

    public bool Fails { get; set; }

    /// <summary>What is wrong with every wish for a run; null when nothing is.</summary>
    public JobRefusal? Refusal { get; set; }

    public ConcurrentQueue<(string Job, string Parameters, string By, string Key)> Wishes { get; } = new();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public JobStatus this[string job] => _jobs[job];

    public void Add(string name, string description, string schedule, Func<JobStatus, JobStatus>? shape = null, ImmutableArray<string> steps = default, params ImmutableArray<JobParameter> parameters)
    {
        var described = new JobDescription(
            name, description, schedule, JobOverlap.Skip, 2, TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(8), JobPriority.Normal, LostRunPolicy.RunAgain,
            [], steps.IsDefault ? [] : steps, parameters);
        var status = new JobStatus(described, true, schedule, schedule.Length == 0 ? null : Now + 95_000, null, null, null, null, 0);
        _jobs[name] = shape is null ? status : shape(status);
    }

    /// <summary>Adds a run that has ended, as the job's newest.</summary>
    public JobRun Ended(string job, JobRunState state, TimeSpan ago, TimeSpan took, string? output = null, string? error = null, ImmutableArray<JobStep> steps = default)
    {
        var end = Now - (long)ago.TotalMilliseconds;
        var run = New(job, JobTriggerKind.Schedule, null) with
        {
            QueuedAt = end - (long)took.TotalMilliseconds,
            StartedAt = state == JobRunState.Skipped ? null : end - (long)took.TotalMilliseconds,
            FinishedAt = end,
            State = state,
            Attempt = 1,
            Counts = state == JobRunState.Failed
                ? new JobCounts(12, 5, [new JobItemError("RateLimited", "binance:BTCUSDT", "The venue asks for fewer requests: 429, come back in 12 s.", 5)])
                : new JobCounts(17, 0, []),
            Output = output,
            Error = error,
            Steps = steps.IsDefault ? [] : steps,
        };
        Save(run);
        _jobs[job] = _jobs[job] with { LastRun = run, LastSuccess = state == JobRunState.Succeeded ? end : _jobs[job].LastSuccess };
        return run;
    }

    /// <summary>A run that goes from now on.</summary>
    public JobRun Begin(string job, string? by = null, string parameters = "{}")
    {
        var run = New(job, JobTriggerKind.Manual, by) with { State = JobRunState.Running, StartedAt = Now, Attempt = 1, Parameters = parameters };
        Save(run);
        _jobs[job] = _jobs[job] with { Current = run };
        return run;
    }

    public void Move(string job, Func<JobRun, JobRun> change)
    {
        var run = change(_jobs[job].Current!);
        Save(run);
        _jobs[job] = run.IsFinal ? _jobs[job] with { Current = null, LastRun = run } : _jobs[job] with { Current = run };
    }

    public void Write(JobRun run, string message, JobLogLevel level = JobLogLevel.Information, TimeSpan ago = default)
    {
        var log = _logs.GetOrAdd(run.Id, _ => new JobRunLog(run.Id, run.Job, run.QueuedAt, 0, []));
        _logs[run.Id] = log with { Lines = log.Lines.Add(new JobLogLine(Now - (long)ago.TotalMilliseconds, level, message)) };
    }

    public Task<IReadOnlyList<JobStatus>> ListAsync() => Answer<IReadOnlyList<JobStatus>>([.. _jobs.Values.OrderBy(job => job.Description.Name, StringComparer.Ordinal)]);

    public Task<JobStatus?> FindAsync(string job) => Answer(_jobs.GetValueOrDefault(job));

    public Task<IReadOnlyList<JobRun>> ListRunsAsync(string job, string? beforeId, int limit) =>
        Answer<IReadOnlyList<JobRun>>([.. All(job).Where(run => beforeId is null || string.CompareOrdinal(run.Id, beforeId) < 0).Take(limit)]);

    public Task<JobRun?> FindRunAsync(string job, string runId) => Answer(All(job).FirstOrDefault(run => run.Id == runId));

    public Task<JobRunLog?> GetLogAsync(string job, string runId, int from)
    {
        var log = _logs.GetValueOrDefault(runId)?.From(from);
        Interlocked.Add(ref _linesRead, log?.Lines.Length ?? 0);
        return Answer(log);
    }

    /// <summary>Lines of logs that were answered.</summary>
    public int LinesRead => Volatile.Read(ref _linesRead);

    /// <summary>Begins a log anew, as on another silo.</summary>
    public void Forget(JobRun run) => _logs.TryRemove(run.Id, out _);

    public Task<SchedulePreview> PreviewAsync(string job, string schedule, int count) => Answer(schedule.StartsWith("every ", StringComparison.Ordinal) && DurationText.TryParse(schedule[6..], out var interval)
        ? new SchedulePreview(schedule, [.. Enumerable.Range(1, count).Select(i => Now + (i * (long)interval.TotalMilliseconds))], false, null)
        : new SchedulePreview(schedule, [], false, schedule.Length == 0 ? null : new JobRefusal("schedule", $"'{schedule}' is not a schedule.")));

    public Task<TriggerResult> RunAsync(string job, string parameters, string by, string key)
    {
        Wishes.Enqueue((job, parameters, by, key));
        return Answer(Refusal is null ? new TriggerResult(Begin(job, by, parameters), true, null) : new TriggerResult(null, false, Refusal));
    }

    public Task<JobRun?> CancelAsync(string job, string runId, string by)
    {
        if (_jobs[job].Current?.Id == runId)
            Move(job, run => run with { State = JobRunState.Cancelled, FinishedAt = Now, Error = $"Cancelled by {by}." });
        return FindRunAsync(job, runId);
    }

    public Task<ConfigureResult> ConfigureAsync(string job, bool? enabled, string? schedule, string by)
    {
        var status = _jobs[job];
        status = status with { Enabled = enabled ?? status.Enabled, Schedule = schedule ?? status.Schedule };
        _jobs[job] = status with { NextDue = status.Enabled ? Now + 30_000 : null };
        return Answer(new ConfigureResult(_jobs[job], null));
    }

    private JobRun New(string job, JobTriggerKind trigger, string? by) => new(
        $"01JZ3T9M3GQ6C1V0X5N7K{Interlocked.Increment(ref _ids):00000}", job, trigger, by, null, "{}", Now, null, null, JobRunState.Queued, 0,
        JobProgress.None, JobCounts.None, null, null, []);

    private void Save(JobRun run)
    {
        lock (_gate)
            _runs = _runs.RemoveAll(other => other.Id == run.Id).Add(run);
    }

    private IEnumerable<JobRun> All(string job) => _runs.Where(run => run.Job == job).OrderByDescending(run => run.Id, StringComparer.Ordinal);

    private Task<T> Answer<T>(T answer) => Fails ? Task.FromException<T>(new TimeoutException("The jobs are told to fail.")) : Task.FromResult(answer);
}
