using System.Collections.Immutable;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Dashboard.Charts;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>The last hour of a pair's net spread as a path, with the line at which nothing is won.</summary>
/// <param name="Line">The spread; broken where the pair could not be compared.</param>
/// <param name="Zero">The line of zero.</param>
/// <param name="Bps">Round figures, 1/10,000.</param>
/// <param name="From">Where it begins, Unix milliseconds.</param>
/// <param name="To">Where it ends.</param>
internal sealed record SpreadChartModel(string Line, string Zero, NiceTicks Bps, long From, long To)
{
    public const double Width = 1000;

    public const double Height = 200;

    private const long Hour = 3_600_000;

    /// <summary>A hole longer than this breaks the line.</summary>
    private const long LongestHole = 25_000;

    /// <summary>Null for fewer than two points.</summary>
    public static SpreadChartModel? Of(ImmutableArray<SpreadPoint> points)
    {
        if (points.IsDefault || points.Length < 2)
            return null;
        var (from, to) = (points[^1].Time - Hour, points[^1].Time);
        var bps = NiceTicks.Enclosing(Math.Min(0, points.Min(point => point.NetBps)), Math.Max(0, points.Max(point => point.NetBps)), 4);
        var (x, y) = (new LinearScale(from, to, 0, Width), new LinearScale(bps.First, bps.Last, Height, 0));
        var line = new PathBuilder();
        for (var i = 0; i < points.Length; i++)
        {
            if (i == 0 || points[i].Time - points[i - 1].Time > LongestHole)
                line.MoveTo(x[points[i].Time], y[points[i].NetBps]);
            else
                line.LineTo(x[points[i].Time], y[points[i].NetBps]);
        }

        return new SpreadChartModel(line.ToString(), new PathBuilder().MoveTo(0, y[0]).LineTo(Width, y[0]).ToString(), bps, from, to);
    }
}
