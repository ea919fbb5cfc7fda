using System.Collections.Immutable;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>What a handler sees of its run, and what a pipeline sees besides.</summary>
internal sealed class RunContext(JobRun run, int attempt, RunReport report, Func<StopReason> stop) : JobContext
{
    public override string RunId => run.Id;

    public override JobTriggerKind Trigger => run.Trigger;

    public override DateTimeOffset? Slot => run.Slot is { } slot ? DateTimeOffset.FromUnixTimeMilliseconds(slot) : null;

    public override int Attempt => attempt;

    /// <summary>Why the run is to stop.</summary>
    public StopReason Stop => stop();

    public override void Report(int done, int total, string? message = null) => report.Progress(done, total, message);

    public override void Succeeded() => report.Succeeded();

    public override void Failed(string item, string kind, string message) => report.Failed(item, kind, message);

    public override void Log(string message, JobLogLevel level = JobLogLevel.Information) => report.Log(level, message);

    public override void SetOutput(string output) => report.Output(output);

    public override void NextAfter(TimeSpan delay) => report.Next(delay);

    public void SetSteps(ImmutableArray<JobStep> steps) => report.Steps(steps);
}
