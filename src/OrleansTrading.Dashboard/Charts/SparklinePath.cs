using System.Collections.Immutable;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>A small line of closes, as path data.</summary>
internal static class SparklinePath
{
    public const double Width = 118;

    public const double Height = 26;

    private const double Margin = 2;

    /// <summary>Empty for fewer than two values.</summary>
    public static string Of(ImmutableArray<double> values)
    {
        if (values.IsDefault || values.Length < 2)
            return "";
        var (low, high) = (values.Min(), values.Max());
        var y = low < high ? new LinearScale(low, high, Height - Margin, Margin) : new LinearScale(low - 1, low + 1, Height, 0);
        var x = new LinearScale(0, values.Length - 1, Margin, Width - Margin);
        var path = new PathBuilder().MoveTo(x[0], y[values[0]]);
        for (var i = 1; i < values.Length; i++)
            path.LineTo(x[i], y[values[i]]);
        return path.ToString();
    }
}
