using System.Collections.Concurrent;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Gaps, and a repair that goes as far as it is told.</summary>
internal sealed class FakeGaps : IGapReader
{
    private const string RunId = "01KAAAAAAAAAAAAAAAAAAAAAAA";

    private volatile JobRun? _run;

    /// <summary>What is missing of each instrument.</summary>
    public ConcurrentDictionary<InstrumentId, GapRange> Missing { get; } = new();

    /// <summary>Set: neither what is missing nor the job is answered.</summary>
    public volatile bool Fails;

    /// <summary>Who has begun repairs of what.</summary>
    public ConcurrentQueue<(InstrumentId Instrument, string By)> Begun { get; } = new();

    public Task<GapList> GetGapsAsync(InstrumentId instrument) =>
        Fails ? Task.FromException<GapList>(new TimeoutException("told to fail")) : Task.FromResult(GapList.Of(Missing.TryGetValue(instrument, out var gap) ? [gap] : [], []));

    public Task<JobStatus?> GetJobAsync()
    {
        if (Fails)
            return Task.FromException<JobStatus?>(new TimeoutException("told to fail"));
        var description = new JobDescription(GrainGapReader.Job, "", "", JobOverlap.Skip, 1, TimeSpan.FromMinutes(5), null, JobPriority.Normal, LostRunPolicy.RunAgain, [], [], []);
        var run = _run;
        return Task.FromResult<JobStatus?>(new JobStatus(description, true, "", null, run is { IsFinal: false } ? run : null, null, run is { IsFinal: true } ? run : null, null, 0));
    }

    public Task<JobRun?> FindRunAsync(string runId) => Task.FromResult(_run?.Id == runId ? _run : null);

    public Task<TriggerResult> RepairAsync(InstrumentId instrument, string by)
    {
        Begun.Enqueue((instrument, by));
        _run = new JobRun(RunId, GrainGapReader.Job, JobTriggerKind.Manual, by, null, "{}", 0, 0, null, JobRunState.Running, 1, new JobProgress(0, 1, null), JobCounts.None, null, null, []);
        return Task.FromResult(new TriggerResult(_run, true, null));
    }

    public void Finish(InstrumentId instrument)
    {
        Missing.TryRemove(instrument, out _);
        _run = _run! with { State = JobRunState.Succeeded, Progress = new JobProgress(1, 1, null), Output = "4 series checked, 1 gaps, 31 candles repaired" };
    }
}
