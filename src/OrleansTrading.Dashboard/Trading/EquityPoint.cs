using System.Collections.Immutable;
using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>A point of an equity curve as it is drawn.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Equity">The account's money.</param>
/// <param name="Drawdown">How far it is below the highest since the curve begins, percent, 0 or more.</param>
public readonly record struct EquityPoint(long Time, double Equity, double Drawdown)
{
    /// <summary>
    /// A curve thinned to at most <paramref name="most"/> points: of each stretch the last point, with the worst drawdown of the stretch, so
    /// that thinning hides no fall.
    /// </summary>
    /// <param name="points">Oldest first.</param>
    /// <param name="from">Where the curve begins, Unix milliseconds.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="most">Stretches.</param>
    internal static ImmutableArray<EquityPoint> Thin(IReadOnlyList<CapitalPoint> points, long from, long to, int most)
    {
        var thinned = ImmutableArray.CreateBuilder<EquityPoint>();
        var (peak, worst, stretch) = (double.NegativeInfinity, 0.0, -1L);
        foreach (var point in points)
        {
            var equity = (double)point.Equity;
            peak = Math.Max(peak, equity);
            var drawdown = peak > 0 ? (peak - equity) * 100 / peak : 0;
            var of = (point.Time - from) * most / Math.Max(1, to - from);
            if (of == stretch)
                thinned[^1] = new EquityPoint(point.Time, equity, worst = Math.Max(worst, drawdown));
            else
                thinned.Add(new EquityPoint(point.Time, equity, worst = drawdown));
            stretch = of;
        }

        return thinned.ToImmutable();
    }
}
