using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>Makes the frames of one job. The runs are read again when one has begun or ended, and now and then; what goes on is asked for each frame.</summary>
internal sealed class JobRefresh(string name, IJobsReader reader, DashboardOptions options, TimeProvider time, ILogger logger)
{
    public const int RunsShown = 60;

    private static readonly TimeSpan RunsAge = TimeSpan.FromSeconds(5);

    private readonly PendingCall<Answer> _call = new($"job {name}", options, time, logger);
    private readonly LogTail _log = new(name, reader);
    private Answer? _last;
    private long _runsAt;

    public async Task<JobFrame> RefreshAsync(JobFrame? last, CancellationToken cancellationToken)
    {
        var answer = await _call.AskAsync(AskAsync, cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (answer is null)
            return last is null ? new JobFrame(null, [], null, null, false, _call.Failed, now) : last with { Failed = _call.Failed, Now = now };
        return new JobFrame(answer.Status, answer.Runs, answer.Shown, answer.Log, answer.Status is null, false, now);
    }

    private async Task<Answer> AskAsync()
    {
        if (await reader.FindAsync(name) is not { } status)
            return _last = new Answer(null, [], null, null);
        var shown = status.Current ?? status.LastRun;
        var runs = _last is { Status: { } before } known && Same(before, status) && time.GetElapsedTime(_runsAt) < RunsAge ? known.Runs : await RunsAsync();
        var log = _last is { Shown.IsFinal: true, Log: { } written } && shown?.Id == written.RunId ? written
            : shown is null ? null : await _log.ReadAsync(shown.Id);
        return _last = new Answer(status, Fresh(runs, status), shown, log);
    }

    private async Task<ImmutableArray<JobRun>> RunsAsync()
    {
        _runsAt = time.GetTimestamp();
        return [.. await reader.ListRunsAsync(name, null, RunsShown)];
    }

    private static bool Same(JobStatus before, JobStatus now) =>
        before.Current?.Id == now.Current?.Id && before.Waiting?.Id == now.Waiting?.Id && before.LastRun?.Id == now.LastRun?.Id && before.Skipped == now.Skipped;

    /// <summary>The list may be older than what the job says of the runs that it has at hand.</summary>
    private static ImmutableArray<JobRun> Fresh(ImmutableArray<JobRun> runs, JobStatus status)
    {
        foreach (var known in new[] { status.LastRun, status.Waiting, status.Current }.OfType<JobRun>())
        {
            var index = runs.IndexOf(runs.FirstOrDefault(run => run.Id == known.Id)!);
            // The list stays the same one while it says the same, so that nothing is drawn again for it.
            runs = index >= 0 && runs[index] != known ? runs.SetItem(index, known) : runs;
        }

        return runs;
    }

    private sealed record Answer(JobStatus? Status, ImmutableArray<JobRun> Runs, JobRun? Shown, JobRunLog? Log);
}
