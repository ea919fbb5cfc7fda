using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Dashboard.Instruments.Gaps;

/// <summary>Which candles are missing, and what is done about it.</summary>
/// <param name="List">What is missing; null until it came once.</param>
/// <param name="ListFailed">Whether it does not come any more.</param>
/// <param name="Job">The job that repairs; null until it came once.</param>
/// <param name="JobFailed">Whether it does not answer any more.</param>
public sealed record GapState(GapList? List, bool ListFailed, JobStatus? Job, bool JobFailed)
{
    public static GapState Unknown { get; } = new(null, false, null, false);
}
