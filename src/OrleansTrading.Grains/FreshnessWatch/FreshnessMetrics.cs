using System.Diagnostics.Metrics;

namespace OrleansTrading.Grains.FreshnessWatch;

/// <summary>
/// The last look at the market's freshness, as metrics of the silo that took it. After <see cref="ShownFor"/> another silo looks, and this one
/// no longer says how it was.
/// </summary>
internal sealed class FreshnessMetrics : IDisposable
{
    public static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(3);

    private readonly Meter _meter = new("OrleansTrading.Freshness");
    private readonly TimeProvider _time;
    private Look? _last;

    public FreshnessMetrics(TimeProvider time)
    {
        _time = time;
        _meter.CreateObservableGauge("orleanstrading.freshness.symbols", Counts, "{symbol}", "Live symbols by freshness, as of the last check.");
        _meter.CreateObservableGauge("orleanstrading.freshness.newest_age", Age, "s", "Age of the newest data of all live symbols, as of the last check.");
    }

    public void Set(FreshnessSummary summary) => Volatile.Write(ref _last, new Look(summary, _time.GetTimestamp()));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Counts() => Last is not { } last ? [] :
    [
        new(last.Fresh, new KeyValuePair<string, object?>("freshness", "fresh")),
        new(last.Delayed, new KeyValuePair<string, object?>("freshness", "delayed")),
        new(last.Stale, new KeyValuePair<string, object?>("freshness", "stale")),
    ];

    private IEnumerable<Measurement<double>> Age() => Last?.NewestAge is { } age ? [new(age.TotalSeconds)] : [];

    private FreshnessSummary? Last => Volatile.Read(ref _last) is { } last && _time.GetElapsedTime(last.At) <= ShownFor ? last.Summary : null;

    private sealed record Look(FreshnessSummary Summary, long At);
}
