using System.Collections.Immutable;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>
/// The cumulative quantities of a book. The middle of the best prices stands in the middle; prices run equally far to both sides, and
/// both axes end at round numbers, so that the scale holds still while the book moves.
/// </summary>
/// <param name="Middle">Mean of best bid and best ask.</param>
/// <param name="HalfWidth">Distance from the middle to either edge, quote units.</param>
/// <param name="Quantity">Round cumulative quantities from zero.</param>
/// <param name="Bids">Path of the area under the bids.</param>
/// <param name="Asks">Path of the area under the asks.</param>
internal sealed record DepthChartModel(double Middle, double HalfWidth, NiceTicks Quantity, string Bids, string Asks)
{
    public const double Width = 1000;

    public const double Height = 400;

    private static readonly double[] Steps = [1, 1.5, 2, 3, 5, 7.5, 10];

    /// <summary>Null when a side is empty.</summary>
    public static DepthChartModel? Of(ImmutableArray<BookLevel> bids, ImmutableArray<BookLevel> asks)
    {
        if (bids.IsDefaultOrEmpty || asks.IsDefaultOrEmpty)
            return null;
        var middle = (bids[0].Price + asks[0].Price) / 2;
        var halfWidth = Round(Math.Max(middle - bids[^1].Price, asks[^1].Price - middle));
        var quantity = NiceTicks.Enclosing(0, Math.Max(bids.Sum(level => level.Quantity), asks.Sum(level => level.Quantity)), 3);
        var x = new LinearScale(middle - halfWidth, middle + halfWidth, 0, Width);
        var y = new LinearScale(0, quantity.Last, Height, 0);
        return new DepthChartModel(middle, halfWidth, quantity, Area(bids, x, y), Area(asks, x, y));
    }

    /// <summary>Prices across the plot, the middle among them.</summary>
    public IEnumerable<AxisLabel> PriceLabels()
    {
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(HalfWidth)) + 1, 0, 12);
        foreach (var percent in (double[])[10, 30, 50, 70, 90])
            yield return new AxisLabel(Formatting.Figures.Price(Middle + (HalfWidth * (percent - 50) / 50), decimals), percent);
    }

    /// <summary>Steps outwards from the best price, closed down to the axis.</summary>
    private static string Area(ImmutableArray<BookLevel> levels, LinearScale x, LinearScale y)
    {
        var path = new PathBuilder().MoveTo(x[levels[0].Price], Height);
        var sum = 0.0;
        foreach (ref readonly var level in levels.AsSpan())
        {
            path.LineTo(x[level.Price], y[sum]);
            sum += level.Quantity;
            path.LineTo(x[level.Price], y[sum]);
        }

        return path.LineTo(x[levels[^1].Price], Height).ToString();
    }

    private static double Round(double width)
    {
        if (!(width > 0))
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        return power * Array.Find(Steps, step => step >= width / power * (1 - 1e-9));
    }
}
