using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Watchlists;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>What a list should hold.</summary>
/// <param name="Members">Its instruments.</param>
/// <param name="Warmed">What may join next.</param>
/// <param name="Problem">Why the selection is not to be relied on, and is to be made again soon; null when it is.</param>
internal sealed record WatchlistSelection(ImmutableArray<WatchlistMember> Members, ImmutableArray<InstrumentId> Warmed, string? Problem = null);
