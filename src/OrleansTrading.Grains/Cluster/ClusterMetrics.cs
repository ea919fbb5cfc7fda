using System.Diagnostics.Metrics;
using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>The grain calls of this silo as metrics: what was told last.</summary>
internal sealed class ClusterMetrics : IDisposable
{
    private static readonly (string Label, double Share)[] Quantiles = [("0.5", 0.5), ("0.95", 0.95), ("0.99", 0.99)];

    private readonly Meter _meter = new("OrleansTrading.Grains");
    private volatile IReadOnlyList<CallFigures> _calls = [];

    public ClusterMetrics()
    {
        _meter.CreateObservableCounter(
            "orleanstrading.grains.calls",
            () => _calls.Select(calls => new Measurement<long>(calls.Total, GrainType(calls))),
            "{call}", "Calls and timer ticks that reached grains of this silo, by class.");
        _meter.CreateObservableGauge(
            "orleanstrading.grains.call_duration",
            () => _calls.SelectMany(calls => Quantiles.Select(quantile => (calls, quantile, value: CallLatency.Percentile([calls], quantile.Share))))
                .Where(row => row.value is not null)
                .Select(row => new Measurement<double>(row.value!.Value / 1000, GrainType(row.calls), new KeyValuePair<string, object?>("quantile", row.quantile.Label))),
            "s", "How long calls of the last minute took from their first turn to their answer, by class and quantile.");
    }

    public void Show(IReadOnlyList<CallFigures> calls) => _calls = calls;

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> GrainType(CallFigures calls) => new("grain_type", calls.GrainType[(calls.GrainType.LastIndexOf('.') + 1)..]);
}
