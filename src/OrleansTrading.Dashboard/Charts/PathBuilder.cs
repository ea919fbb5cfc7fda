using System.Globalization;
using System.Text;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>SVG path data with one decimal, which is finer than a pixel and short on the wire.</summary>
public sealed class PathBuilder
{
    private readonly StringBuilder _text = new();

    public PathBuilder MoveTo(double x, double y) => Append('M', x).Append(' ', y);

    public PathBuilder LineTo(double x, double y) => Append('L', x).Append(' ', y);

    public PathBuilder VerticalTo(double y) => Append('V', y);

    /// <summary>A closed box.</summary>
    public PathBuilder Box(double x, double y, double width, double height) =>
        MoveTo(x, y).Append('h', width).Append('v', height).Append('h', -width).Close();

    public override string ToString() => _text.ToString();

    private PathBuilder Append(char command, double value)
    {
        _text.Append(command).Append((Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture));
        return this;
    }

    private PathBuilder Close()
    {
        _text.Append('z');
        return this;
    }
}
