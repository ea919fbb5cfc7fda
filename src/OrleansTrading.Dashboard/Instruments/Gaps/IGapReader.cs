using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Instruments.Gaps;

/// <summary>What candles are missing of an instrument, and the job that repairs them.</summary>
internal interface IGapReader
{
    Task<GapList> GetGapsAsync(InstrumentId instrument);

    /// <summary>The job as it is now; null when there is none of that name.</summary>
    Task<JobStatus?> GetJobAsync();

    /// <summary>A run of the job; null when there is none of that id.</summary>
    Task<JobRun?> FindRunAsync(string runId);

    /// <summary>Begins a repair of one instrument. Whoever calls this has been asked for permission before.</summary>
    Task<TriggerResult> RepairAsync(InstrumentId instrument, string by);
}
