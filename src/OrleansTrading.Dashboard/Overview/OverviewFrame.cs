using System.Collections.Immutable;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>The overview at one moment.</summary>
/// <param name="Rows">In the order of the watchlist.</param>
/// <param name="Summary">The figures above the table.</param>
/// <param name="Movers">What has moved most.</param>
/// <param name="WatchlistFailed">Whether the watchlist did not answer; the rows are then those of the last answer.</param>
/// <param name="TakenAt">When the frame was made.</param>
public sealed record OverviewFrame(ImmutableArray<InstrumentRow> Rows, OverviewSummary Summary, Movers Movers, bool WatchlistFailed, DateTimeOffset TakenAt);
