using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>
/// Marks in the stored history that say when it was last written by a process that was alive. A process that is killed cannot say that it
/// stops looking; whoever takes up one of its symbols says it afterwards, as of the last mark.
/// </summary>
internal sealed class WatchMarks(StreamHistoryWriter writer, IStreamHistoryStore store, TimeProvider time)
{
    /// <summary>How far apart marks are; what is known of a killed process' end is as exact.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromMinutes(1);

    private static readonly InstrumentId Marks = new("watch", "ALIVE");

    private readonly long _startedAt = Now(time);
    private long? _markedAt;

    /// <summary>This process looks at streams now. To be called by one thread at a time, as often as one likes.</summary>
    public void Mark()
    {
        if (_markedAt is { } before && time.GetElapsedTime(before) < Distance)
            return;
        _markedAt = time.GetTimestamp();
        writer.Add([new StreamTransition(Marks, StreamKind.Kline, Now(time), StreamState.Live, StreamState.Live, Reason: null)]);
    }

    /// <summary>Says that nobody looked any more, where a process was killed before it could say so.</summary>
    /// <param name="instrument">Whose streams.</param>
    /// <param name="began">When somebody has begun to look again, Unix milliseconds.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public async Task CloseWhatWasLeftOpenAsync(InstrumentId instrument, long began, CancellationToken cancellationToken)
    {
        var waiting = writer.WaitingOf(instrument).Where(change => change.At < began);
        var last = waiting.Reverse().Concat(await store.ListLastAsync(instrument, began, cancellationToken))
            .GroupBy(change => change.Kind).Select(group => group.MaxBy(change => change.At)!);
        foreach (var open in last.Where(change => change.IsWatched).ToList())
        {
            // What an earlier process had left is not judged by the marks of this one.
            var before = open.At < _startedAt ? Math.Min(_startedAt, began) : began;
            var marks = await store.ListAsync(Marks, StreamKind.Kline, 0, before - 1, limit: 1, cancellationToken);
            var at = Math.Min(began - 1, Math.Max(open.At + 1, marks.Count > 0 ? marks[0].At : 0));
            if (at > open.At)
                writer.Add([new StreamTransition(instrument, open.Kind, at, open.To, StreamState.Waiting, StreamTransition.StoppedFollowing)]);
        }
    }

    private static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();
}
