namespace OrleansTrading.Benchmarks.Scaling;

/// <summary>The straight line that misses points by the least squares.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Slope">How fast it rises.</param>
/// <param name="Fit">Which share of the points' spread it explains (R²), 1 when all lie on it.</param>
internal readonly record struct StraightLine(double Offset, double Slope, double Fit)
{
    /// <summary>So many times the line's height is off it.</summary>
    private const double Off = 1.5;

    private const int FewestPoints = 3;

    public static StraightLine Through(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count < 2)
            return new StraightLine(double.NaN, double.NaN, double.NaN);
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        var slope = points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
        var offset = y - (slope * x);
        var (missed, spread) = (points.Sum(point => Math.Pow(point.Y - offset - (slope * point.X), 2)), points.Sum(point => Math.Pow(point.Y - y, 2)));
        return new StraightLine(offset, slope, spread == 0 ? 1 : 1 - (missed / spread));
    }

    /// <summary>
    /// The first point, from the fourth on, that lies half as high again as the line through those before it says, or as far below; null where none does.
    /// </summary>
    /// <param name="points">By ascending X.</param>
    public static double? KneeOf(IReadOnlyList<(double X, double Y)> points)
    {
        for (var count = FewestPoints; count < points.Count; count++)
        {
            var line = Through([.. points.Take(count)]);
            var expected = line.Offset + (line.Slope * points[count].X);
            // A line that falls says nothing of what comes after zero.
            if (points[count].Y > Off * Math.Max(expected, points[count - 1].Y * 0.5) || points[count].Y * Off < expected)
                return points[count].X;
        }

        return null;
    }
}
