using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Arbitrage;

/// <summary>
/// Compares one base asset's books over all venues that have it, keyed by the asset (<c>BTC</c>): it keeps those instruments live, looks at
/// their books at a steady pace, and keeps the history of what was above the threshold.
/// </summary>
[Alias("OrleansTrading.IArbitrageGrain")]
public interface IArbitrageGrain : IGrainWithStringKey
{
    /// <summary>Starts to look if it does not yet. Called again and again by every silo.</summary>
    [Alias("EnsureStarted")]
    Task EnsureStartedAsync();

    /// <summary>What the last look saw.</summary>
    [Alias("GetArbitrage"), AlwaysInterleave]
    Task<ArbitrageView> GetAsync();

    /// <summary>The last hour of a pair, oldest first, one point every ten seconds in which it could be compared. Empty for a pair that is not.</summary>
    [Alias("GetSpreads"), AlwaysInterleave]
    Task<ImmutableArray<SpreadPoint>> GetSpreadsAsync(InstrumentId buy, InstrumentId sell);
}
