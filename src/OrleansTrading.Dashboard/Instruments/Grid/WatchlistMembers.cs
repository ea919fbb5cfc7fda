using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>Which instruments are on which watchlist, by its name.</summary>
internal sealed record WatchlistMembers(ImmutableArray<(string Name, ImmutableArray<InstrumentId> Instruments)> Lists);
