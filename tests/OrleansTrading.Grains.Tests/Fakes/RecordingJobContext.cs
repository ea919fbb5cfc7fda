using System.Collections.Concurrent;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>Keeps what a job tells of itself.</summary>
internal sealed class RecordingJobContext : JobContext
{
    private int _successes;

    public override string RunId => "run";

    public override JobTriggerKind Trigger => JobTriggerKind.Manual;

    public override DateTimeOffset? Slot => null;

    public override int Attempt => 1;

    public int Successes => _successes;

    public ConcurrentQueue<(string Item, string Kind)> Failures { get; } = [];

    public string? Output { get; private set; }

    public override void Report(int done, int total, string? message = null)
    {
    }

    public override void Succeeded() => Interlocked.Increment(ref _successes);

    public override void Failed(string item, string kind, string message) => Failures.Enqueue((item, kind));

    public ConcurrentQueue<string> Lines { get; } = [];

    public override void Log(string message, JobLogLevel level = JobLogLevel.Information) => Lines.Enqueue(message);

    public override void SetOutput(string output) => Output = output;

    public override void NextAfter(TimeSpan delay)
    {
    }
}
