using OrleansTrading.Dashboard.Charts;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>Indicators as path data over the slots of a chart.</summary>
internal static class IndicatorDrawing
{
    public const double PaneHeight = 200;

    private const int Styles = 6;

    /// <summary>Those that lie over the prices.</summary>
    public static DrawnLine[] Over(IEnumerable<ChartIndicator> indicators, IndicatorValues[] values, CandleScale scale)
    {
        var lines = new List<DrawnLine>();
        foreach (var indicator in indicators.Where(indicator => !indicator.IsPane))
        {
            foreach (var line in indicator.Lines)
                lines.Add(Draw(indicator, line, lines.Count % Styles, values, scale, scale.PriceToY));
        }

        return [.. lines];
    }

    /// <summary>One that has a pane of its own.</summary>
    public static PaneModel Below(ChartIndicator indicator, IndicatorValues[] values, CandleScale scale)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (ref readonly var row in Visible(values, scale))
        {
            foreach (var line in indicator.Lines)
            {
                if (line.Value(row) is var value && double.IsFinite(value))
                    (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        if (low > high)
            (low, high) = (0, 1);
        foreach (var level in indicator.Levels)
            (low, high) = (Math.Min(low, level), Math.Max(high, level));
        var y = new LinearScale(low, high == low ? low + 1 : high, PaneHeight * 0.94, PaneHeight * 0.06);
        var levels = new PathBuilder();
        foreach (var level in indicator.Levels)
            levels.MoveTo(0, y[level]).LineTo(scale.Width, y[level]);
        AxisLabel[] labels = indicator.Levels.Length > 0
            ? [.. indicator.Levels.Select(level => Label(level, y))]
            : [Label(low, y), Label(high, y)];
        return new PaneModel(
            indicator.Key, indicator.Name, [.. indicator.Lines.Select((line, i) => Draw(indicator, line, i, values, scale, value => y[value], y[0]))], levels.ToString(), labels);
    }

    private static AxisLabel Label(double value, LinearScale y) => new(Formatting.Figures.Compact(value), Math.Round(y[value] / PaneHeight * 100, 2));

    private static DrawnLine Draw(
        ChartIndicator indicator, IndicatorLine line, int style, IndicatorValues[] values, CandleScale scale, Func<double, double> y, double zero = 0)
    {
        var path = new PathBuilder();
        var (last, newest) = (-1, double.NaN);
        foreach (ref readonly var row in Visible(values, scale))
        {
            var value = line.Value(row);
            if (!double.IsFinite(value))
                continue;
            var slot = scale.SlotOf(row.OpenTime);
            var x = CandleScale.Middle(slot);
            if (line.IsBars)
                path.Box(x - 3, Math.Min(y(value), zero), 6, Math.Max(0.5, Math.Abs(y(value) - zero)));
            else if (slot == last + 1 && last >= 0)
                path.LineTo(x, y(value));
            else
                path.MoveTo(x, y(value));
            (last, newest) = (slot, value);
        }

        return new DrawnLine(indicator.Name, line.Name, style, path.ToString(), line.IsBars, newest);
    }

    private static ReadOnlySpan<IndicatorValues> Visible(IndicatorValues[] values, CandleScale scale)
    {
        var end = scale.FirstOpenTime + (scale.Slots * OrleansTrading.Domain.Candles.KlineIntervals.ToMilliseconds(scale.Interval));
        var (from, to) = (Array.FindIndex(values, row => row.OpenTime >= scale.FirstOpenTime), Array.FindLastIndex(values, row => row.OpenTime < end));
        return from < 0 || to < from ? [] : values.AsSpan(from, to - from + 1);
    }
}
