using System.Globalization;

namespace OrleansTrading.Benchmarks.Load;

/// <summary>What the silo's own metrics counted between two looks at them.</summary>
internal sealed class MetricsDelta(IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> after)
{
    /// <summary>How much a counter has grown, over all its labels.</summary>
    public double Of(string name) => Sum(after, name) - Sum(before, name);

    /// <summary>The upper edge of the bucket that holds this share of a histogram's values; infinite beyond the last edge, NaN when there were none.</summary>
    public double Percentile(string name, double share)
    {
        var buckets = after.Keys.Where(key => key.StartsWith(name + "_bucket{", StringComparison.Ordinal))
            .GroupBy(EdgeOf)
            .Select(group => (Edge: group.Key, Count: group.Sum(key => after[key] - before.GetValueOrDefault(key))))
            .OrderBy(bucket => bucket.Edge).ToList();
        var all = buckets.Count == 0 ? 0 : buckets[^1].Count;
        return all == 0 ? double.NaN : buckets.First(bucket => bucket.Count >= share * all).Edge;
    }

    private static double EdgeOf(string key)
    {
        const string Label = "le=\"";
        var from = key.IndexOf(Label, StringComparison.Ordinal) + Label.Length;
        var edge = key[from..key.IndexOf('"', from)];
        return edge == "+Inf" ? double.PositiveInfinity : double.Parse(edge, CultureInfo.InvariantCulture);
    }

    private static double Sum(IReadOnlyDictionary<string, double> metrics, string name) =>
        metrics.Where(metric => metric.Key == name || metric.Key.StartsWith(name + '{', StringComparison.Ordinal)).Sum(metric => metric.Value);
}
