namespace OrleansTrading.Silo.Metrics;

/// <summary>What a family of series means to Prometheus.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
