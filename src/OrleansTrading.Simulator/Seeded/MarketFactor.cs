using System.Collections.Concurrent;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>The walk that all symbols share in, by day, with the days that were asked for kept.</summary>
internal sealed class MarketFactor(ulong seedKey)
{
    private const int KeptDays = 1_500;
    private const double DailySigma = 0.021;

    private readonly LogPath _path = new(Noise.Key(seedKey, "market"), DailySigma);
    private readonly ConcurrentDictionary<long, float[]> _days = new();

    public LogPath Path => _path;

    public float[] Day(long day)
    {
        if (_days.TryGetValue(day, out var kept))
        {
            return kept;
        }

        if (_days.Count >= KeptDays)
        {
            _days.Clear();
        }

        return _days.GetOrAdd(day, Compute);
    }

    private float[] Compute(long day)
    {
        Span<double> nodes = stackalloc double[LogPath.MinutesPerDay + 1];
        _path.FillDay(day, nodes);
        var values = new float[nodes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)nodes[i];
        }

        return values;
    }
}
