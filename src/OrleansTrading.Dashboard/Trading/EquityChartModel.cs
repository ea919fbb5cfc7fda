using OrleansTrading.Dashboard.Charts;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>An equity curve and its drawdown as paths. Both share the axis of time; drawdown hangs from its zero.</summary>
/// <param name="Line">The curve; broken where points are missing.</param>
/// <param name="Area">What is under it.</param>
/// <param name="Equity">Round amounts of the upper plot.</param>
/// <param name="Falls">The drawdown's area.</param>
/// <param name="Drawdown">Round percents of the lower plot, from 0.</param>
/// <param name="WorstDrawdown">Percent.</param>
internal sealed record EquityChartModel(string Line, string Area, NiceTicks Equity, string Falls, NiceTicks Drawdown, double WorstDrawdown)
{
    public const double Width = 1000;

    public const double Height = 300;

    public const double FallsHeight = 100;

    /// <summary>Null when there is nothing to draw a line through.</summary>
    public static EquityChartModel? Of(EquityFrame frame)
    {
        if (frame.Points.Length < 2)
            return null;
        var (low, high, worst) = (double.MaxValue, double.MinValue, 0.0);
        foreach (var point in frame.Points)
            (low, high, worst) = (Math.Min(low, point.Equity), Math.Max(high, point.Equity), Math.Max(worst, point.Drawdown));
        var (equity, drawdown) = (NiceTicks.Enclosing(low, high, 4), NiceTicks.Enclosing(0, Math.Max(worst, 0.1), 2));
        var x = new LinearScale(frame.From, frame.To, 0, Width);
        var y = new LinearScale(equity.First, equity.Last, Height, 0);
        var down = new LinearScale(0, drawdown.Last, 0, FallsHeight);
        // A minute without a point is a hole only when it is wider than what thinning leaves between two.
        var longest = Math.Max(180_000, 3 * (frame.To - frame.From) / EquityFeeds.MostPoints);
        var (line, area, falls) = (new PathBuilder(), new PathBuilder(), new PathBuilder());
        for (var start = 0; start < frame.Points.Length;)
        {
            var end = start + 1;
            while (end < frame.Points.Length && frame.Points[end].Time - frame.Points[end - 1].Time <= longest)
                end++;
            var piece = frame.Points.AsSpan()[start..end];
            Draw(line, piece, x, point => y[point.Equity], null);
            Draw(area, piece, x, point => y[point.Equity], Height);
            Draw(falls, piece, x, point => down[point.Drawdown], 0);
            start = end;
        }

        return new EquityChartModel(line.ToString(), area.ToString(), equity, falls.ToString(), drawdown, worst);
    }

    /// <param name="path">Where it is drawn.</param>
    /// <param name="piece">Points without a hole.</param>
    /// <param name="x">The axis of time.</param>
    /// <param name="y">A point's height.</param>
    /// <param name="ground">The height that an area stands on; null for a line.</param>
    private static void Draw(PathBuilder path, ReadOnlySpan<EquityPoint> piece, LinearScale x, Func<EquityPoint, double> y, double? ground)
    {
        if (ground is { } from)
            path.MoveTo(x[piece[0].Time], from).LineTo(x[piece[0].Time], y(piece[0]));
        else
            path.MoveTo(x[piece[0].Time], y(piece[0]));
        foreach (var point in piece[1..])
            path.LineTo(x[point.Time], y(point));
        if (ground is { } to)
            path.VerticalTo(to);
    }
}
