using System.Diagnostics.CodeAnalysis;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>A run under way on this silo, outside of any grain.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to dispose of, and a late Stop must not meet a disposed one.")]
internal sealed class JobExecution
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private JobRun _run;
    private StopReason _reason;
    private string? _why;

    public JobExecution(JobRun run, TimeProvider time)
    {
        (RunId, _run, Log) = (run.Id, run, new RunLog(run, time));
        Report = new RunReport(run.Steps, Log);
    }

    public string RunId { get; }

    public RunReport Report { get; }

    public RunLog Log { get; }

    /// <summary>The run at its end. Never fails, and never without <see cref="Stopped"/> telling whether it left before its end.</summary>
    public Task<JobRun> Completion { get; set; } = null!;

    public CancellationToken Stopping => _stopping.Token;

    public StopReason Stopped
    {
        get
        {
            lock (_gate)
                return _reason;
        }
    }

    /// <summary>Why it was told to stop, for people.</summary>
    public string? Why
    {
        get
        {
            lock (_gate)
                return _why;
        }
    }

    /// <summary>The run as it is now.</summary>
    public JobRun View()
    {
        lock (_gate)
            return _run.IsFinal ? _run : Report.Over(_run);
    }

    public void Update(Func<JobRun, JobRun> change)
    {
        lock (_gate)
            _run = change(_run);
    }

    public void Stop(StopReason reason, string why)
    {
        lock (_gate)
        {
            if (_reason != StopReason.None || _run.IsFinal)
                return;
            (_reason, _why) = (reason, why);
        }

        _ = CancelAsync();
    }

    /// <summary>What a handler has registered for its cancellation runs on threads of its own: it neither holds up nor harms who stops it.</summary>
    private async Task CancelAsync() => await _stopping.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
