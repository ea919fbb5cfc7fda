using System.Collections.Immutable;
using OrleansTrading.Domain.Watchlists;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>Finds out what a list should hold. Used by one grain, on its turns.</summary>
internal interface IWatchlistSelector
{
    /// <summary>Throws whatever asking the venue throws; the list stays as it is then.</summary>
    Task<WatchlistSelection> SelectAsync(ImmutableArray<WatchlistMember> current, CancellationToken cancellationToken);
}
