using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>Jobs and their runs.</summary>
internal interface IJobsReader
{
    Task<IReadOnlyList<JobStatus>> ListAsync();

    /// <summary>Null when no job has this name.</summary>
    Task<JobStatus?> FindAsync(string job);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<JobRun>> ListRunsAsync(string job, string? beforeId, int limit);

    Task<JobRun?> FindRunAsync(string job, string runId);

    /// <summary>The lines from a number on. Null when the run has written nothing.</summary>
    Task<JobRunLog?> GetLogAsync(string job, string runId, int from);

    Task<SchedulePreview> PreviewAsync(string job, string schedule, int count);

    Task<TriggerResult> RunAsync(string job, string parameters, string by, string key);

    Task<JobRun?> CancelAsync(string job, string runId, string by);

    Task<ConfigureResult> ConfigureAsync(string job, bool? enabled, string? schedule, string by);
}
