using System.Collections.Immutable;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Flow;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>Bars of order flow, a few seconds each, and the running sum of the signed volume as a line.</summary>
/// <param name="FirstTime">First millisecond of the first bar, Unix milliseconds; a multiple of a bar's length.</param>
/// <param name="Delta">Largest signed volume of a bar, rounded up.</param>
/// <param name="Imbalance">Largest order-flow imbalance of a bar, rounded up.</param>
/// <param name="Bought">Bars in which takers bought more than they sold.</param>
/// <param name="Sold">The others.</param>
/// <param name="Up">Bars of positive imbalance.</param>
/// <param name="Down">Bars of negative imbalance.</param>
/// <param name="Cumulative">The line; it has a scale of its own.</param>
internal sealed record FlowChartModel(
    long FirstTime, double Delta, double Imbalance, string Bought, string Sold, string Up, string Down, string Cumulative)
{
    public const int Bars = 60;

    public const double BarWidth = 10;

    public const double Width = Bars * BarWidth;

    /// <summary>From the top, where a bar is of the largest value, to the bottom.</summary>
    public const double Height = 200;

    private const double Gap = 1.6;

    /// <summary>Null when there is nothing to draw.</summary>
    /// <param name="buckets">Oldest first.</param>
    /// <param name="cumulative">The running sum at the last of them.</param>
    /// <param name="barMilliseconds">Length of a bar.</param>
    public static FlowChartModel? Of(ImmutableArray<FlowBucket> buckets, double cumulative, long barMilliseconds)
    {
        if (buckets.IsDefaultOrEmpty)
            return null;
        var first = (buckets[^1].OpenTime / barMilliseconds * barMilliseconds) - ((Bars - 1) * barMilliseconds);
        Span<double> deltas = stackalloc double[Bars], imbalances = stackalloc double[Bars];
        deltas.Clear();
        imbalances.Clear();
        foreach (ref readonly var bucket in buckets.AsSpan())
        {
            if (bucket.OpenTime < first)
                continue;
            var bar = (int)((bucket.OpenTime - first) / barMilliseconds);
            deltas[bar] += bucket.Delta;
            imbalances[bar] += bucket.Imbalance;
        }

        var (delta, imbalance) = (Largest(deltas), Largest(imbalances));
        var (bought, sold) = Columns(deltas, delta);
        var (up, down) = Columns(imbalances, imbalance);
        return new FlowChartModel(first, delta, imbalance, bought, sold, up, down, Line(deltas, cumulative, (int)Math.Max(0, (buckets[0].OpenTime - first) / barMilliseconds)));
    }

    public IEnumerable<AxisLabel> TimeLabels(long barMilliseconds, UserZone zone)
    {
        foreach (var (time, text) in TimeTicks.Between(FirstTime, FirstTime + (Bars * barMilliseconds), 60_000, zone))
        {
            if (100.0 * (time - FirstTime) / (Bars * barMilliseconds) is var percent and > 4 and < 96)
                yield return new AxisLabel(text, Math.Round(percent, 2));
        }
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest > 0 ? NiceTicks.Enclosing(0, largest, 1).Last : 1;
    }

    private static (string Positive, string Negative) Columns(ReadOnlySpan<double> values, double largest)
    {
        PathBuilder positive = new(), negative = new();
        var y = new LinearScale(-largest, largest, Height, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
                (values[i] > 0 ? positive : negative).Box((i * BarWidth) + (Gap / 2), y[Math.Max(values[i], 0)], BarWidth - Gap, y[Math.Min(values[i], 0)] - y[Math.Max(values[i], 0)]);
        }

        return (positive.ToString(), negative.ToString());
    }

    /// <remarks>Worked out backwards, as the sum is known at the end; before the first second that is known there is no line.</remarks>
    private static string Line(ReadOnlySpan<double> deltas, double cumulative, int start)
    {
        Span<double> sums = stackalloc double[Bars + 1];
        sums[Bars] = cumulative;
        for (var i = Bars - 1; i >= 0; i--)
            sums[i] = sums[i + 1] - deltas[i];
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var sum in sums[start..])
            (low, high) = (Math.Min(low, sum), Math.Max(high, sum));
        var y = low < high ? new LinearScale(low, high, Height * 0.94, Height * 0.06) : new LinearScale(low - 1, low + 1, Height, 0);
        var path = new PathBuilder().MoveTo(start * BarWidth, y[sums[start]]);
        for (var i = start + 1; i <= Bars; i++)
            path.LineTo(i * BarWidth, y[sums[i]]);
        return path.ToString();
    }
}
