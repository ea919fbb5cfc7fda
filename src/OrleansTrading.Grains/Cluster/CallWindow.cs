using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>The calls of the last minute, from looks at the counters that only grow.</summary>
internal sealed class CallWindow(GrainCallCounts counts, TimeProvider time)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    /// <summary>Oldest first; the first one is the last that is older than the window, as long as there is one.</summary>
    private readonly Queue<Look> _looks = new([new Look(time.GetTimestamp(), [])]);

    /// <summary>Calls since the process began, over all classes.</summary>
    public long Total { get; private set; }

    public IReadOnlyList<CallFigures> Turn()
    {
        var now = new Look(time.GetTimestamp(), counts.All.ToDictionary(calls => calls.GrainClass, calls => new Counted(calls.Calls, calls.Look())));
        while (_looks.Count > 1 && time.GetElapsedTime(_looks.ElementAt(1).Time, now.Time) >= Length)
            _looks.Dequeue();
        var from = _looks.Peek();
        _looks.Enqueue(now);
        Total = now.ByClass.Values.Sum(counted => counted.Calls);
        var seconds = Math.Max(time.GetElapsedTime(from.Time, now.Time).TotalSeconds, 0.001);
        return [.. now.ByClass.OrderBy(entry => entry.Key.FullName, StringComparer.Ordinal)
            .Select(entry => FiguresOf(entry.Key, entry.Value, from.ByClass.GetValueOrDefault(entry.Key), seconds))];
    }

    private static CallFigures FiguresOf(Type grainClass, Counted now, Counted? before, double seconds)
    {
        var timed = now.Timed.Select((count, bucket) => count - (before?.Timed[bucket] ?? 0)).ToArray();
        var first = Math.Max(0, Array.FindIndex(timed, count => count > 0));
        var length = Array.FindLastIndex(timed, count => count > 0) + 1 - first;
        return new CallFigures(
            grainClass.FullName!, now.Calls, (now.Calls - (before?.Calls ?? 0)) / seconds, first, [.. timed.AsSpan(first, Math.Max(0, length))]);
    }

    private sealed record Counted(long Calls, long[] Timed);

    private sealed record Look(long Time, Dictionary<Type, Counted> ByClass);
}
