using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Contracts.Signals;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>Stored signals for whoever cannot reach the store. Reentrant: a long count keeps no other waiting.</summary>
[StatelessWorker, Reentrant]
internal sealed class SignalHistoryGrain(SignalHistoryReader reader) : Grain, ISignalHistoryGrain
{
    public Task<SignalPage> ListAsync(SignalHistoryQuery query, int limit) =>
        reader.ListAsync(query, Math.Clamp(limit, 1, SignalHistoryQuery.MostSignals), CancellationToken.None);

    public Task<HitRateReport> GetHitRatesAsync(SignalHistoryQuery query) => reader.GetHitRatesAsync(query, CancellationToken.None);
}
