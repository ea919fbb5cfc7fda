using System.Numerics;

namespace OrleansTrading.Domain.Cluster;

/// <summary>
/// The buckets that durations are counted in: four to each doubling, from 256 ns to four and a half minutes. A percentile read from them is off by a
/// tenth of itself at most.
/// </summary>
public static class LatencyBuckets
{
    private const int FirstDoubling = 8;
    private const int LastDoubling = 37;

    /// <summary>One for what is shorter, four for each doubling, one for what is longer.</summary>
    public const int Count = 2 + ((LastDoubling - FirstDoubling + 1) * 4);

    /// <summary>The bucket of a duration in nanoseconds.</summary>
    public static int IndexOf(long nanoseconds)
    {
        if (nanoseconds < 1L << FirstDoubling)
            return 0;
        var doubling = BitOperations.Log2((ulong)nanoseconds);
        return doubling > LastDoubling ? Count - 1 : 1 + ((doubling - FirstDoubling) * 4) + (int)((nanoseconds >> (doubling - 2)) & 3);
    }

    /// <summary>Where a bucket begins, in nanoseconds; also where the one before it ends.</summary>
    public static double LowerBound(int index) =>
        index <= 0 ? 0 : Math.ScaleB(1 + ((index - 1) % 4 / 4.0), FirstDoubling + ((index - 1) / 4));

    /// <summary>The duration, in nanoseconds, that a share of all counted ones did not exceed; null when none is counted.</summary>
    /// <param name="counts">How many lie in each bucket.</param>
    /// <param name="share">More than 0, up to 1.</param>
    public static double? Percentile(ReadOnlySpan<long> counts, double share)
    {
        var total = 0L;
        foreach (var count in counts)
            total += count;
        if (total == 0)
            return null;
        var wanted = share * total;
        var before = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            if (before + counts[i] >= wanted && counts[i] > 0)
                return Within(i, (wanted - before) / counts[i]);
            before += counts[i];
        }

        return LowerBound(counts.Length - 1);
    }

    /// <remarks>Within a bucket durations are taken to lie evenly; the last one has no end.</remarks>
    private static double Within(int index, double share) =>
        index == Count - 1 ? LowerBound(index) : LowerBound(index) + ((LowerBound(index + 1) - LowerBound(index)) * share);
}
