using Orleans;

namespace OrleansTrading.Contracts.Signals;

/// <summary>Signals that were raised, and what came of them. A stateless worker, keyed <see cref="Key"/>.</summary>
[Alias("OrleansTrading.ISignalHistoryGrain")]
public interface ISignalHistoryGrain : IGrainWithStringKey
{
    public const string Key = "signals";

    /// <summary>Signals, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="limit">So many at most, 1 to <see cref="SignalHistoryQuery.MostSignals"/>.</param>
    [Alias("List")]
    Task<SignalPage> ListAsync(SignalHistoryQuery query, int limit);

    /// <summary>How often signals reached their target.</summary>
    /// <param name="query">Which are counted; it names no outcome.</param>
    [Alias("GetHitRates")]
    Task<HitRateReport> GetHitRatesAsync(SignalHistoryQuery query);
}
