using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>What is wrong with an instrument's data. Equal ones look the same.</summary>
/// <param name="Freshness">How far the data can be trusted.</param>
/// <param name="Streams">Streams in trouble, the candles' first.</param>
/// <param name="NewestCandle">Open time of the newest candle where it is old.</param>
/// <param name="Missing">Candles missing.</param>
internal sealed record Troubles(Freshness Freshness, EquatableArray<StreamInTrouble> Streams, long? NewestCandle, long Missing)
{
    public bool IsEmpty => !Streams.Any() && NewestCandle is null && Missing == 0;

    /// <summary>Null while nothing is known.</summary>
    public static Troubles? Of(InstrumentFrame frame)
    {
        if (frame.Snapshot is not { } snapshot)
            return null;
        var freshness = FreshnessBadge.Effective(snapshot.Freshness, !frame.SnapshotFailed);
        var streams = snapshot.Streams.IsDefault ? [] : snapshot.Streams;
        var troubled = streams
            .Where(stream => stream.State is StreamState.Stalled or StreamState.Reconnecting or StreamState.Down
                || (freshness != Freshness.Fresh && stream.State is StreamState.Waiting))
            .OrderBy(stream => stream.Kind)
            .Select(stream => new StreamInTrouble(
                stream.Kind, stream.State, Since(frame, stream.Kind, stream.State), stream.LastDataAge is { } age ? Ages.Age(age) : null, stream.LastAction));
        var isOld = snapshot.CandleFreshness is Freshness.Delayed or Freshness.Stale;
        var newest = isOld && frame.Candles is { Intervals: { IsDefaultOrEmpty: false } intervals } ? intervals[0].NewestOpenTime : null;
        return new Troubles(freshness, new EquatableArray<StreamInTrouble>([.. troubled]), newest, frame.Gaps.List?.Candles ?? 0);
    }

    /// <summary>When the stream came into the trouble that it is in; null when that is not known.</summary>
    private static long? Since(InstrumentFrame frame, StreamKind kind, StreamState state)
    {
        var changes = frame.Activity.History?.Transitions ?? [];
        long? since = null;
        foreach (var change in changes)
        {
            if (change.Kind != kind)
                continue;
            // From one trouble into another it is the same trouble.
            since = change.To is StreamState.Stalled or StreamState.Reconnecting or StreamState.Down or StreamState.Waiting ? since ?? change.At : null;
        }

        return since;
    }
}
