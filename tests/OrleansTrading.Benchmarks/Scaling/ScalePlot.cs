using System.Globalization;
using System.Text;

namespace OrleansTrading.Benchmarks.Scaling;

/// <summary>Draws every cost over the number of symbols, each with the straight line through it, as an SVG that is readable on light and dark.</summary>
internal static class ScalePlot
{
    private const int Columns = 2;
    private const double Width = 380;
    private const double Height = 230;
    private const double Left = 62;
    private const double Top = 34;
    private const double Right = 18;
    private const double Bottom = 40;
    private const int Ticks = 4;

    public static string Of(IEnumerable<Figure> figures)
    {
        var all = figures.ToList();
        var rows = (ScaleAxis.All.Count + Columns - 1) / Columns;
        var svg = new StringBuilder();
        Write(svg, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Columns * Width}} {{rows * Height}}" font-family="system-ui, sans-serif" font-size="11" role="img">
            <title>What a silo costs by its number of symbols</title>
            <style>
            text { fill: #57606a } .title { font-size: 13px; font-weight: 600 } .grid { stroke: #8c959f; stroke-opacity: 0.3 }
            .fit { stroke: #8c959f; stroke-dasharray: 4 3 } .measured { fill: none; stroke: #2f81f7; stroke-width: 2 } .point { fill: #2f81f7 }
            @media (prefers-color-scheme: dark) { text { fill: #9da7b3 } }
            </style>

            """);
        foreach (var (axis, index) in ScaleAxis.All.Select((axis, index) => (axis, index)))
        {
            Write(svg, $"<g transform=\"translate({index % Columns * Width} {index / Columns * Height})\">\n");
            WritePanel(svg, axis, axis.PointsOf(all));
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void WritePanel(StringBuilder svg, ScaleAxis axis, IReadOnlyList<(double X, double Y)> points)
    {
        Write(svg, $"<text class=\"title\" x=\"{Left}\" y=\"18\">{axis.Name}, {axis.Unit}</text>\n");
        if (points.Count == 0)
        {
            Write(svg, $"<text x=\"{Left}\" y=\"{Top + 20}\">not measured</text>\n");
            return;
        }

        var (mostX, mostY) = (RoundUp(points.Max(point => point.X)), RoundUp(points.Max(point => point.Y)));
        double X(double value) => Left + (value / mostX * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / mostY * (Height - Top - Bottom));
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var (x, y) = (mostX * tick / Ticks, mostY * tick / Ticks);
            Write(svg, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y):0.#}\" y2=\"{Y(y):0.#}\"/>\n");
            Write(svg, $"<text x=\"{Left - 8}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{y:#,0.##}</text>\n");
            Write(svg, $"<text x=\"{X(x):0.#}\" y=\"{Height - Bottom + 16:0.#}\" text-anchor=\"middle\">{x:#,0}</text>\n");
        }

        Write(svg, $"<text x=\"{(Left + Width - Right) / 2:0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">symbols</text>\n");
        var line = StraightLine.Through(points);
        if (double.IsFinite(line.Slope))
        {
            var end = Math.Clamp(line.Offset + (line.Slope * points[^1].X), 0, mostY);
            Write(svg, $"<line class=\"fit\" x1=\"{X(0):0.#}\" y1=\"{Y(Math.Clamp(line.Offset, 0, mostY)):0.#}\" x2=\"{X(points[^1].X):0.#}\" y2=\"{Y(end):0.#}\"/>\n");
        }

        Write(svg, $"<polyline class=\"measured\" points=\"{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}")))}\"/>\n");
        foreach (var point in points)
            Write(svg, $"<circle class=\"point\" cx=\"{X(point.X):0.#}\" cy=\"{Y(point.Y):0.#}\" r=\"3\"><title>{point.X:#,0} symbols: {point.Y:#,0.###} {axis.Unit}</title></circle>\n");
    }

    /// <summary>The next of 1, 2, 4, 5 or 8 times a power of ten, so that ticks are round.</summary>
    private static double RoundUp(double value)
    {
        if (!(value > 0))
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new[] { 1, 2, 4, 5, 8, 10 }.Select(factor => factor * power).First(round => round >= value * 0.999_999);
    }

    private static void Write(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
