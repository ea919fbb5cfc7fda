using System.Diagnostics.Metrics;

namespace OrleansTrading.Grains.FreshnessWatch;

/// <summary>The last look at the market's freshness, as metrics of the silo that took it.</summary>
internal sealed class FreshnessMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Freshness");
    private FreshnessSummary? _last;

    public FreshnessMetrics()
    {
        _meter.CreateObservableGauge("orleanstrading.freshness.symbols", Counts, "{symbol}", "Live symbols by freshness, as of the last check.");
        _meter.CreateObservableGauge("orleanstrading.freshness.newest_age", Age, "s", "Age of the newest data of all live symbols, as of the last check.");
    }

    public void Set(FreshnessSummary summary) => Volatile.Write(ref _last, summary);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Counts() => Volatile.Read(ref _last) is not { } last ? [] :
    [
        new(last.Fresh, new KeyValuePair<string, object?>("freshness", "fresh")),
        new(last.Delayed, new KeyValuePair<string, object?>("freshness", "delayed")),
        new(last.Stale, new KeyValuePair<string, object?>("freshness", "stale")),
    ];

    private IEnumerable<Measurement<double>> Age() => Volatile.Read(ref _last)?.NewestAge is { } age ? [new(age.TotalSeconds)] : [];
}
