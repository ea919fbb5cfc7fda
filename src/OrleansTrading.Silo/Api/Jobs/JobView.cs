using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>One job: what it is, and how it stands. Times are Unix milliseconds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Enabled">Whether its slots are run. A job that is not enabled can still be run by hand.</param>
/// <param name="Schedule">The schedule in force; empty when it is run by hand only.</param>
/// <param name="DefaultSchedule">Its schedule unless another is given.</param>
/// <param name="NextDue">Its next slot. Null when there is none.</param>
/// <param name="Current">The run that is going. Null when none is.</param>
/// <param name="Waiting">The run that waits for the current one. Null when none does.</param>
/// <param name="LastRun">The last run that was begun and is over. Null before.</param>
/// <param name="LastSuccess">When a run last succeeded. Null before.</param>
/// <param name="Skipped">Slots skipped since the last run that was begun.</param>
/// <param name="Overlap">What happens to a run that is due while another is going.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="TimeLimitMs">How long a run may take, in milliseconds.</param>
/// <param name="SlowAfterMs">From when on a run is called slow, in milliseconds. Null for never.</param>
/// <param name="Priority">Whether it goes before others.</param>
/// <param name="OnLostRun">What happens to a run whose silo was lost.</param>
/// <param name="Needs">Jobs whose last run must have succeeded.</param>
/// <param name="Steps">The steps of a pipeline, in order; empty for other jobs.</param>
/// <param name="Parameters">What a run of it can be given.</param>
internal sealed record JobView(
    string Name,
    string Description,
    bool Enabled,
    string Schedule,
    string DefaultSchedule,
    long? NextDue,
    RunView? Current,
    RunView? Waiting,
    RunView? LastRun,
    long? LastSuccess,
    int Skipped,
    [property: JsonConverter(typeof(JobOverlapWord))] JobOverlap Overlap,
    int Retries,
    long TimeLimitMs,
    long? SlowAfterMs,
    [property: JsonConverter(typeof(JobPriorityWord))] JobPriority Priority,
    [property: JsonConverter(typeof(LostRunPolicyWord))] LostRunPolicy OnLostRun,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> Steps,
    IReadOnlyList<JobParameterView> Parameters)
{
    public static JobView Of(JobStatus status)
    {
        var job = status.Description;
        return new JobView(
            job.Name,
            job.Description,
            status.Enabled,
            status.Schedule,
            job.DefaultSchedule,
            status.NextDue,
            Run(status.Current),
            Run(status.Waiting),
            Run(status.LastRun),
            status.LastSuccess,
            status.Skipped,
            job.Overlap,
            job.Retries,
            (long)job.TimeLimit.TotalMilliseconds,
            StreamView.Milliseconds(job.SlowAfter),
            job.Priority,
            job.OnLostRun,
            job.Needs.IsDefault ? [] : job.Needs,
            job.Steps.IsDefault ? [] : job.Steps,
            job.Parameters.IsDefault ? [] : [.. job.Parameters.Select(JobParameterView.Of)]);
    }

    private static RunView? Run(Domain.Jobs.JobRun? run) => run is null ? null : RunView.Of(run);
}
