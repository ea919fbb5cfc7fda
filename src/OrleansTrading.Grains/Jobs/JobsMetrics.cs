using System.Diagnostics.Metrics;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs;

/// <summary>What the jobs of this silo do, as metrics. A job is named in <c>job_name</c>: <c>job</c> is what Prometheus calls the scrape.</summary>
internal sealed class JobsMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Jobs");
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _missed;
    private readonly Counter<long> _slow;
    private readonly UpDownCounter<long> _abandoned;
    private readonly Counter<long> _overdue;

    public JobsMetrics(JobCatalogue jobs)
    {
        _runs = _meter.CreateCounter<long>("orleanstrading.jobs.runs", "{run}", "Runs of jobs that have ended, by the state they ended in.");
        _duration = _meter.CreateHistogram(
            "orleanstrading.jobs.duration", "s", "How long runs of jobs took, from their start to their end.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 8, 15, 30, 60, 300, 900, 1800] });
        _missed = _meter.CreateCounter<long>("orleanstrading.jobs.missed_slots", "{slot}", "Slots passed over because a newer one was due.");
        _slow = _meter.CreateCounter<long>("orleanstrading.jobs.slow_runs", "{run}", "Runs that took longer than their job's slow threshold.");
        _abandoned = _meter.CreateUpDownCounter<long>("orleanstrading.jobs.abandoned", "{run}", "Abandoned runs whose handlers still run.");
        _overdue = _meter.CreateCounter<long>("orleanstrading.jobs.overdue", "{job}", "Times that the scheduler found a job past its slot.");
        foreach (var job in jobs.Names)
            Begin(job);
    }

    /// <summary>What alerts count begins at zero, so that the first failure is an increase.</summary>
    private void Begin(string job)
    {
        foreach (var state in (ReadOnlySpan<JobRunState>)[JobRunState.Succeeded, JobRunState.Failed, JobRunState.TimedOut])
            _runs.Add(0, Job(job), State(state));
        foreach (var counter in (ReadOnlySpan<Counter<long>>)[_missed, _slow, _overdue])
            counter.Add(0, Job(job));
    }

    public void Ended(JobRun run)
    {
        _runs.Add(1, Job(run.Job), State(run.State));
        if (run is { StartedAt: { } started, FinishedAt: { } finished })
            _duration.Record(Math.Max(0, finished - started) / 1000.0, Job(run.Job));
    }

    public void Missed(string job, int count) => _missed.Add(count, Job(job));

    public void Slow(string job) => _slow.Add(1, Job(job));

    public void Abandoned(string job) => _abandoned.Add(1, Job(job));

    public void AbandonedEnded(string job) => _abandoned.Add(-1, Job(job));

    public void Overdue(string job) => _overdue.Add(1, Job(job));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> State(JobRunState state) => new("state", state == JobRunState.TimedOut ? "timed_out" : state.ToString().ToLowerInvariant());

    private static KeyValuePair<string, object?> Job(string job) => new("job_name", job);
}
