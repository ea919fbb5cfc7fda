using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>One run at one moment.</summary>
/// <param name="Run">Null until it has answered, and when there is none of this id.</param>
/// <param name="Log">What it has written.</param>
/// <param name="IsMissing">Whether there is no run of this id.</param>
/// <param name="Failed">Whether it did not answer; what is shown is old.</param>
/// <param name="Now">When the frame was made, Unix milliseconds.</param>
public sealed record RunFrame(JobRun? Run, JobRunLog? Log, bool IsMissing, bool Failed, long Now);
