using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Watchlists;

/// <summary>
/// Which instruments are live, keyed by the list's name, one of <see cref="LiveInstruments.Lists"/>. An instrument is live while it is on any list;
/// see <see cref="LiveInstruments"/>.
/// </summary>
[Alias("OrleansTrading.IWatchlistGrain")]
public interface IWatchlistGrain : IGrainWithStringKey
{
    /// <summary>The list of the most liquid instruments.</summary>
    public const string Elite = "elite";

    /// <summary>The list of what moves, or is traded, unusually much now, beside the most liquid ones.</summary>
    public const string Overlay = "overlay";

    /// <summary>Starts or revives the list: it chooses its instruments and keeps each of them live. Every silo calls it again and again.</summary>
    [Alias("EnsureStarted"), AlwaysInterleave]
    Task EnsureStartedAsync();

    /// <summary>The instruments on the list, best first as of the last choice, or in the configured order.</summary>
    [Alias("GetInstruments"), AlwaysInterleave]
    Task<ImmutableArray<InstrumentId>> GetInstrumentsAsync();

    /// <summary>Chooses anew now, and answers when the choice is persisted and in effect. A choice that cannot be made leaves the list as it is.</summary>
    [Alias("Refresh")]
    Task<WatchlistRefresh> RefreshAsync();
}
