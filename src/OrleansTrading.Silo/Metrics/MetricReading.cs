namespace OrleansTrading.Silo.Metrics;

/// <summary>One series as it is now.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Kind">What it is; never a histogram.</param>
/// <param name="Labels">Its labels in the exposition's notation.</param>
/// <param name="Value">Its value.</param>
internal sealed record MetricReading(string Name, MetricKind Kind, string Labels, double Value)
{
    public bool HasLabel(string name, string value) =>
        ("," + Labels + ",").Contains($",{name}=\"{value}\",", StringComparison.Ordinal);
}
