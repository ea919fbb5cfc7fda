using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Watchlists;

/// <summary>Which instruments are live, keyed by the list's name (<see cref="Elite"/>).</summary>
[Alias("OrleansTrading.IWatchlistGrain")]
public interface IWatchlistGrain : IGrainWithStringKey
{
    /// <summary>The list of the most liquid instruments.</summary>
    public const string Elite = "elite";

    /// <summary>Starts or revives the list: it chooses its instruments and keeps each of them live. Every silo calls it again and again.</summary>
    [Alias("EnsureStarted"), AlwaysInterleave]
    Task EnsureStartedAsync();

    /// <summary>The instruments on the list, most liquid first or in the configured order.</summary>
    [Alias("GetInstruments"), AlwaysInterleave]
    Task<ImmutableArray<InstrumentId>> GetInstrumentsAsync();
}
