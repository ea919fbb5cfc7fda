using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>All instruments at one moment.</summary>
/// <param name="Rows">In the watchlists' own order.</param>
/// <param name="Instruments">Their ids; the very same array for as long as they are the same instruments.</param>
/// <param name="Venues">Their venues, by name.</param>
/// <param name="IsSimulated">Whether any of it is a made-up market.</param>
/// <param name="WatchlistFailed">Whether the watchlist did not answer; the instruments are then those last known.</param>
/// <param name="ReadingsKnown">Whether readings have come.</param>
/// <param name="TakenAt">When it was made.</param>
public sealed record GridFrame(
    GridRow[] Rows, ImmutableArray<InstrumentId> Instruments, ImmutableArray<string> Venues, bool IsSimulated, bool WatchlistFailed, bool ReadingsKnown, DateTimeOffset TakenAt)
{
    /// <summary>Whether readings or watchlists do not answer; what is shown of them is what came last.</summary>
    public bool FactsFailed { get; init; }
}
