using OrleansTrading.Domain.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>
/// The calls of one class of grains. All are counted. Of the first <see cref="TimedBefore"/> between two looks every one is timed, of those that
/// follow every second, then every fourth, and so on: what it costs to time them stays the same however many there are.
/// </summary>
internal sealed class CallCounts(Type grainClass)
{
    /// <summary>Timed calls before a smaller share of the calls is timed.</summary>
    public const int TimedBefore = 256;

    /// <summary>Counters lie so far apart that two processors do not contend for one cache line.</summary>
    private const int Apart = 16;

    private const int MostSkipped = (1 << 16) - 1;
    private static readonly int Stripes = (int)Math.Min(64, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private readonly long[] _calls = new long[(Stripes + 1) * Apart];
    private readonly long[] _timed = new long[LatencyBuckets.Count];
    private int _skipped;
    private int _timedLately;

    public Type GrainClass { get; } = grainClass;

    public long Calls
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < Stripes; i++)
                sum += Interlocked.Read(ref _calls[(i + 1) * Apart]);
            return sum;
        }
    }

    /// <summary>Counts a call; true when it is to be timed.</summary>
    public bool Count()
    {
        ref var calls = ref _calls[((Thread.GetCurrentProcessorId() & (Stripes - 1)) + 1) * Apart];
        return (Interlocked.Increment(ref calls) & _skipped) == 0;
    }

    public void Add(TimeSpan duration)
    {
        Interlocked.Increment(ref _timed[LatencyBuckets.IndexOf((long)duration.TotalNanoseconds)]);
        if (Interlocked.Increment(ref _timedLately) % TimedBefore == 0)
            _skipped = Math.Min((_skipped << 1) | 1, MostSkipped);
    }

    /// <summary>The timed calls by bucket, from the beginning on. From here on a larger share is timed again.</summary>
    public long[] Look()
    {
        _skipped = _timedLately == 0 ? 0 : _skipped >> 1;
        _timedLately = 0;
        var timed = new long[_timed.Length];
        for (var i = 0; i < timed.Length; i++)
            timed[i] = Interlocked.Read(ref _timed[i]);
        return timed;
    }
}
