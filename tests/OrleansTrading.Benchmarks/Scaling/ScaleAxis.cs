using System.Globalization;

namespace OrleansTrading.Benchmarks.Scaling;

/// <summary>One of the costs that are told, drawn and held to a straight line.</summary>
internal sealed record ScaleAxis(string Name, string Unit, Func<ScalePoint, double> Of)
{
    private const string Symbols = " symbols";

    public static IReadOnlyList<ScaleAxis> All { get; } =
    [
        new("heap after a collection", "MiB", point => point.Heap),
        new("resident memory", "MiB", point => point.Resident),
        new("processor of the silo", "cores", point => point.Cores),
        new("lag of streams, p99", "ms", point => point.Lag),
        new("scan, p50", "ms", point => point.Scan),
        new("warm start", "s", point => point.WarmStart),
    ];

    public static string NameOf(int symbols) => string.Create(CultureInfo.InvariantCulture, $"{symbols}{Symbols}");

    /// <summary>This cost by size, of the figures of a run; what is no number is left out.</summary>
    public IReadOnlyList<(double X, double Y)> PointsOf(IEnumerable<Figure> figures) =>
    [
        .. figures.Where(figure => figure.Statistic == Name && figure.Name.EndsWith(Symbols, StringComparison.Ordinal) && double.IsFinite(figure.Value))
            .Select(figure => (double.Parse(figure.Name[..^Symbols.Length], CultureInfo.InvariantCulture), figure.Value)).OrderBy(point => point.Item1),
    ];
}
