using System.Diagnostics;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>Runs of jobs as traces: the beginning of one, with what the run does to grains and venues below it.</summary>
public static class JobTraces
{
    public const string SourceName = "OrleansTrading.Jobs";

    /// <summary>The name of every run's activity; which job it is, its tag <c>job.name</c> says.</summary>
    public const string RunName = "job run";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? Start(JobRun run) =>
        Source.StartActivity(RunName)?.SetTag("job.name", run.Job).SetTag("job.run_id", run.Id).SetTag("job.trigger", run.Trigger.ToString().ToLowerInvariant());

    internal static void End(Activity? activity, JobRunState state, string? error)
    {
        activity?.SetTag("job.state", state.ToString().ToLowerInvariant());
        if (state is JobRunState.Failed or JobRunState.TimedOut)
            activity?.SetStatus(ActivityStatusCode.Error, error);
    }
}
