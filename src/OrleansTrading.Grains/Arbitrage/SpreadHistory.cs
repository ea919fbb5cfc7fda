using System.Collections.Immutable;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>The last hour of every pair that is compared: the best look of each ten seconds. Kept while the comparison runs.</summary>
internal sealed class SpreadHistory
{
    public const long Stretch = 10_000;

    private const int MostPoints = 360;

    private readonly Dictionary<(InstrumentId Buy, InstrumentId Sell), List<SpreadPoint>> _points = [];

    /// <summary>Takes in a look.</summary>
    /// <param name="spreads">What it saw.</param>
    /// <param name="now">Unix milliseconds.</param>
    public void Add(ImmutableArray<ArbitrageSpread> spreads, long now)
    {
        var begun = now - (now % Stretch);
        foreach (var spread in spreads)
        {
            if (!_points.TryGetValue((spread.Buy, spread.Sell), out var points))
                _points[(spread.Buy, spread.Sell)] = points = new List<SpreadPoint>(MostPoints);
            var point = new SpreadPoint(begun, spread.NetBps, spread.GrossBps);
            if (points.Count == 0 || points[^1].Time < begun)
                points.Add(point);
            else if (point.NetBps > points[^1].NetBps)
                points[^1] = point;
            points.RemoveRange(0, points.FindIndex(kept => kept.Time > begun - (MostPoints * Stretch)));
        }

        // A pair that has not been seen for all of that time is gone.
        foreach (var gone in _points.Where(pair => pair.Value[^1].Time <= begun - (MostPoints * Stretch)).Select(pair => pair.Key).ToList())
            _points.Remove(gone);
    }

    public ImmutableArray<SpreadPoint> Of(InstrumentId buy, InstrumentId sell) => _points.TryGetValue((buy, sell), out var points) ? [.. points] : [];
}
