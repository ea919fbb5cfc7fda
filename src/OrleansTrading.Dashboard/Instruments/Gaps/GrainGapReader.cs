using System.Text.Json;
using Orleans;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Instruments.Gaps;

internal sealed class GrainGapReader(IGrainFactory grains) : IGapReader
{
    /// <summary>The job's name.</summary>
    public const string Job = "find-gaps";

    private IJobGrain Repairer => grains.GetGrain<IJobGrain>(Job);

    public async Task<GapList> GetGapsAsync(InstrumentId instrument)
    {
        var missing = grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetGapsAsync();
        var absent = grains.GetGrain<IAbsentCandlesGrain>(instrument.ToString()).GetAsync();
        return GapList.Of(await missing, await absent);
    }

    public Task<JobStatus?> GetJobAsync() => Repairer.GetStatusAsync();

    public Task<JobRun?> FindRunAsync(string runId) => Repairer.FindRunAsync(runId);

    public Task<TriggerResult> RepairAsync(InstrumentId instrument, string by) => Repairer.TriggerAsync(
        new JobTrigger(JobTriggerKind.Manual, by, JsonSerializer.Serialize(new { instrument = instrument.ToString() }), IdempotencyKey: null));
}
