using System.Globalization;
using System.Text;

namespace OrleansTrading.Silo.Metrics;

/// <summary>Text exposition format 0.0.4. Families are sorted by name and series by labels, so that two scrapes compare line by line.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string DroppedName = "orleanstrading_metrics_dropped_measurements_total";

    public static string Write(IReadOnlyCollection<InstrumentSeries> instruments)
    {
        var text = new StringBuilder(64 * 1024);
        foreach (var family in instruments.GroupBy(series => series.Name.Text).OrderBy(group => group.Key, StringComparer.Ordinal))
            WriteFamily(text, family.Key, [.. family]);
        WriteDropped(text, instruments);
        return text.ToString();
    }

    private static void WriteFamily(StringBuilder text, string name, InstrumentSeries[] instruments)
    {
        // Several instruments can share a name (one meter per service container). Those of another kind, or with
        // other buckets than the first, cannot be said under it.
        var first = instruments[0];
        var merged = new SortedDictionary<string, SeriesValue>(StringComparer.Ordinal);
        foreach (var instrument in instruments.Where(other => other.Kind == first.Kind && SameBounds(other, first)))
        {
            foreach (var (labels, series) in instrument.All)
            {
                var value = series.Read();
                merged[labels.Text] = merged.TryGetValue(labels.Text, out var earlier) ? earlier.Plus(value) : value;
            }
        }

        if (merged.Count == 0)
            return;
        WriteHead(text, name, first.Help, first.Kind, first.Name.Unit);
        foreach (var (labels, value) in merged)
        {
            if (first.Bounds is { } bounds)
                WriteHistogram(text, name, labels, value, bounds);
            else
                WriteLine(text, name, labels, value.Value);
        }
    }

    private static void WriteHead(StringBuilder text, string name, string help, MetricKind kind, string unit)
    {
        var escaped = help.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {escaped}\n# TYPE {name} {kind.ToString().ToLowerInvariant()}\n");
        if (unit.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"# UNIT {name} {unit}\n");
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, SeriesValue value, double[] bounds)
    {
        var prefix = labels.Length == 0 ? "" : labels + ",";
        long total = 0;
        for (var i = 0; i < value.Buckets.Length; i++)
        {
            total += value.Buckets[i];
            var bound = i < bounds.Length ? Number(bounds[i]) : "+Inf";
            WriteLine(text, name + "_bucket", $"{prefix}le=\"{bound}\"", total);
        }

        WriteLine(text, name + "_sum", labels, value.Value);
        WriteLine(text, name + "_count", labels, total);
    }

    private static void WriteDropped(StringBuilder text, IReadOnlyCollection<InstrumentSeries> instruments)
    {
        WriteHead(text, DroppedName, "Measurements that were not kept because their instrument has too many label sets.", MetricKind.Counter, "");
        var dropped = instruments.GroupBy(series => series.Name.Text)
            .Select(group => (Name: group.Key, Count: group.Sum(series => series.Dropped)))
            .Where(row => row.Count > 0).OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        if (dropped.Count == 0)
            WriteLine(text, DroppedName, "", 0);
        foreach (var (name, count) in dropped)
            WriteLine(text, DroppedName, $"metric=\"{name}\"", count);
    }

    private static bool SameBounds(InstrumentSeries one, InstrumentSeries other) =>
        one.Bounds is null ? other.Bounds is null : other.Bounds is not null && one.Bounds.AsSpan().SequenceEqual(other.Bounds);

    private static void WriteLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
