using Microsoft.Extensions.Logging;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>Makes the frames of one run. One that is over is asked for once more and then no longer.</summary>
internal sealed class RunRefresh(string job, string runId, IJobsReader reader, DashboardOptions options, TimeProvider time, ILogger logger)
{
    private readonly PendingCall<Answer> _call = new($"run {runId} of {job}", options, time, logger);
    private readonly LogTail _log = new(job, reader);
    private Answer? _end;

    public async Task<RunFrame> RefreshAsync(RunFrame? last, CancellationToken cancellationToken)
    {
        var answer = _end ?? await _call.AskAsync(AskAsync, cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (answer is null)
            return last is null ? new RunFrame(null, null, false, _call.Failed, now) : last with { Failed = _call.Failed, Now = now };
        if (answer.Run?.IsFinal == true)
            _end = answer;
        return new RunFrame(answer.Run, answer.Log, answer.Run is null, false, now);
    }

    private async Task<Answer> AskAsync()
    {
        // The run first: a log that is read after its run was seen to be over is whole.
        var run = await reader.FindRunAsync(job, runId);
        return new Answer(run, run is null ? null : await _log.ReadAsync(runId));
    }

    private sealed record Answer(JobRun? Run, JobRunLog? Log);
}
