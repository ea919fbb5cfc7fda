using System.Numerics;

namespace OrleansTrading.Benchmarks.Load;

/// <summary>
/// Counts of latencies, written by many threads at once, in memory that does not grow however long it runs: 64 steps to each doubling, so that a percentile is
/// off by 1.6 % at most.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int Bits = 6;
    private const int Steps = 1 << Bits;

    private readonly long[] _counts = new long[(64 - Bits) * Steps];
    private long _most;

    public long Count => _counts.Sum();

    /// <summary>The longest one.</summary>
    public TimeSpan Most => TimeSpan.FromMicroseconds(Volatile.Read(ref _most));

    public void Add(TimeSpan latency)
    {
        var microseconds = Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond);
        Interlocked.Increment(ref _counts[IndexOf(microseconds)]);
        var most = Volatile.Read(ref _most);
        while (microseconds > most && Interlocked.CompareExchange(ref _most, microseconds, most) is var seen && seen != most)
            most = seen;
    }

    /// <summary>What this share did not exceed; zero when nothing was counted.</summary>
    public TimeSpan Percentile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left <= 0 && _counts[i] > 0)
                return TimeSpan.FromMicroseconds(Math.Min(UpperOf(i), Volatile.Read(ref _most)));
        }

        return TimeSpan.Zero;
    }

    /// <summary>Below two times the steps each value has its own; above, the doubling and the highest bits below its first one.</summary>
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - Bits);
        return (shift * Steps) + (int)(value >> shift);
    }

    private static long UpperOf(int index)
    {
        var shift = Math.Max(0, (index / Steps) - 1);
        return ((index - (shift * Steps) + 1L) << shift) - 1;
    }
}
