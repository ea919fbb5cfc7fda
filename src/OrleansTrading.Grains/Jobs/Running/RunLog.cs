using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>The newest lines of a run's log. Safe for any number of threads.</summary>
internal sealed class RunLog(JobRun run, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<JobLogLine> _lines = [];
    private int _first;

    public void Add(JobLogLevel level, string message)
    {
        var text = message.Length <= JobRunLog.LongestMessage ? message : string.Concat(message.AsSpan(0, JobRunLog.LongestMessage - 1), "…");
        lock (_gate)
        {
            _lines.Enqueue(new JobLogLine(time.GetUtcNow().ToUnixTimeMilliseconds(), level, text));
            if (_lines.Count <= JobRunLog.MostLines)
                return;
            _lines.Dequeue();
            _first++;
        }
    }

    public JobRunLog View()
    {
        lock (_gate)
            return new JobRunLog(run.Id, run.Job, run.QueuedAt, _first, [.. _lines]);
    }
}
