using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>One instrument and one interval at one moment.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="Interval">Length of the candles.</param>
/// <param name="Standing">Whether there is such an instrument, as far as can be told.</param>
/// <param name="Snapshot">Its last answer; null until it has answered once.</param>
/// <param name="Klines">Oldest first; the newest may be open. Default until they came once.</param>
/// <param name="Candles">What it holds in memory; null until it came once.</param>
/// <param name="SnapshotFailed">Whether the newest call for the snapshot failed; the rest is then of the last answer.</param>
/// <param name="KlinesFailed">Whether the newest call for candles failed, likewise.</param>
/// <param name="SnapshotAt">When <paramref name="Snapshot"/> was taken.</param>
/// <param name="TakenAt">When the frame was made.</param>
public sealed record InstrumentFrame(
    InstrumentId Id,
    KlineInterval Interval,
    Standing Standing,
    InstrumentSnapshot? Snapshot,
    ImmutableArray<Kline> Klines,
    CandleStatus? Candles,
    bool SnapshotFailed,
    bool KlinesFailed,
    DateTimeOffset SnapshotAt,
    DateTimeOffset TakenAt)
{
    /// <summary>Book, order flow and what the streams went through.</summary>
    public InstrumentActivity Activity { get; init; } = InstrumentActivity.None;

    /// <summary>Which candles are missing, and what is done about it.</summary>
    public GapState Gaps { get; init; } = GapState.Unknown;

    /// <summary>What the chart marks.</summary>
    public ChartMarks Marks { get; init; } = ChartMarks.None;

    public static InstrumentFrame Empty(InstrumentId id, KlineInterval interval, DateTimeOffset now) =>
        new(id, interval, Standing.Unknown, null, default, null, false, false, now, now);

    /// <summary>Age of the data that its freshness is about, counting the time since the instrument last answered.</summary>
    public TimeSpan? DataAge => Snapshot is { } snapshot ? ShownAge.Of(snapshot) + (SnapshotFailed ? TakenAt - SnapshotAt : TimeSpan.Zero) : null;
}
