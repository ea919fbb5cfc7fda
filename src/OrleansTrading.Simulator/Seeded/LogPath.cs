namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// A random walk of log prices that can be entered anywhere: values at the ends of a long cell are hashes, values
/// inside come by halving (a Brownian bridge), each midpoint displaced by a hash of its place. Four-hour regimes
/// (trending, ranging, volatile) scale the displacements.
/// </summary>
internal sealed class LogPath
{
    public const int MinutesPerDay = 1440;

    private const int RootShift = 11;
    private const int RootDays = 1 << RootShift;
    private const int RegimeMinutes = 240;
    private const int RegimesPerDay = MinutesPerDay / RegimeMinutes;

    private static readonly Split[] Splits = BuildSplits();

    private readonly ulong _rootKey;
    private readonly ulong _dayKey;
    private readonly ulong _minuteKey;
    private readonly ulong _regimeKey;
    private readonly double _dailySigma;
    private readonly double[] _daySigma = new double[RootShift + 1];

    public LogPath(ulong key, double dailySigma)
    {
        _rootKey = Noise.Key(key, "root");
        _dayKey = Noise.Key(key, "day");
        _minuteKey = Noise.Key(key, "minute");
        _regimeKey = Noise.Key(key, "regime");
        _dailySigma = dailySigma;
        var span = 1.0;
        for (var level = 0; level <= RootShift; level++, span *= 2)
        {
            _daySigma[level] = dailySigma * Math.Sqrt(span) / 2;
        }
    }

    /// <summary>0 trending, 1 and 2 ranging, 3 volatile.</summary>
    public int RegimeAt(long day, int minuteOfDay) =>
        (int)(Noise.At(_regimeKey, day * RegimesPerDay + Math.Min(minuteOfDay, MinutesPerDay - 1) / RegimeMinutes) & 3);

    /// <summary>Log price at the start of each minute of the day, and at the start of the next day.</summary>
    public void FillDay(long day, Span<double> nodes)
    {
        nodes[0] = AtDay(day);
        nodes[MinutesPerDay] = AtDay(day + 1);
        Span<double> coarse = stackalloc double[RegimesPerDay];
        Span<double> fine = stackalloc double[RegimesPerDay];
        for (var i = 0; i < RegimesPerDay; i++)
        {
            (coarse[i], fine[i]) = RegimeAt(day, i * RegimeMinutes) switch
            {
                0 => (1.35 * _dailySigma, 0.70 * _dailySigma),
                3 => (1.30 * _dailySigma, 1.60 * _dailySigma),
                _ => (0.55 * _dailySigma, 0.75 * _dailySigma),
            };
        }

        var first = day * MinutesPerDay;
        foreach (ref readonly var split in Splits.AsSpan())
        {
            var sigma = (split.IsCoarse ? coarse : fine)[split.Regime] * split.Sigma;
            nodes[split.Middle] = nodes[split.Low] * split.LowWeight + nodes[split.High] * (1 - split.LowWeight)
                + sigma * Noise.Gaussian(Noise.At(_minuteKey, first + split.Middle));
        }
    }

    private double AtDay(long day)
    {
        var cell = day >> RootShift;
        var offset = (int)(day & (RootDays - 1));
        var low = Root(cell);
        var high = Root(cell + 1);
        var at = 0;
        for (var level = RootShift; at != offset; level--)
        {
            var half = 1 << (level - 1);
            var middle = (low + high) / 2 + _daySigma[level] * Noise.Gaussian(Noise.At(_dayKey, (cell << RootShift) + at + half));
            if (offset >= at + half)
            {
                low = middle;
                at += half;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private double Root(long cell) => 12 * _dailySigma * Noise.Gaussian(Noise.At(_rootKey, cell));

    private static Split[] BuildSplits()
    {
        var splits = new List<Split>(MinutesPerDay);
        var pending = new Queue<(int Low, int High)>();
        pending.Enqueue((0, MinutesPerDay));
        while (pending.TryDequeue(out var range))
        {
            var (low, high) = range;
            if (high - low < 2)
            {
                continue;
            }

            var middle = (low + high) / 2;
            var span = high - low;
            var variance = (double)(middle - low) * (high - middle) / span / MinutesPerDay;
            splits.Add(new Split(low, middle, high, (double)(high - middle) / span, Math.Sqrt(variance), middle / RegimeMinutes, span > 60));
            pending.Enqueue((low, middle));
            pending.Enqueue((middle, high));
        }

        return [.. splits];
    }

    private readonly record struct Split(int Low, int Middle, int High, double LowWeight, double Sigma, int Regime, bool IsCoarse);
}
