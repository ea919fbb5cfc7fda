using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>
/// The comparison of venues as metrics, labelled by base asset; which assets there are, the settings say. An asset that has not been looked at
/// for <see cref="ShownFor"/> has no gauges: another silo looks at it now.
/// </summary>
internal sealed class ArbitrageMetrics : IDisposable
{
    public static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    private readonly Meter _meter = new("OrleansTrading.Arbitrage");
    private readonly ConcurrentDictionary<string, (ArbitrageView View, long At)> _views = new(StringComparer.Ordinal);
    private readonly Counter<long> _looks;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly TimeProvider _time;

    public ArbitrageMetrics(TimeProvider time)
    {
        _time = time;
        _looks = _meter.CreateCounter<long>("orleanstrading.arbitrage.looks", "{look}", "Comparisons of an asset's venues.");
        _opened = _meter.CreateCounter<long>("orleanstrading.arbitrage.opened", "{opportunity}", "Opportunities that came up.");
        _closed = _meter.CreateCounter<long>("orleanstrading.arbitrage.closed", "{opportunity}", "Opportunities that are over, by how they ended.");
        _meter.CreateObservableGauge("orleanstrading.arbitrage.open", () => Shown(view => view.Open.Length), "{opportunity}", "Opportunities that are open now.");
        _meter.CreateObservableGauge("orleanstrading.arbitrage.pairs", () => Shown(view => view.Spreads.Length), "{pair}", "Pairs of venues that could be compared by the last look.");
        _meter.CreateObservableGauge(
            "orleanstrading.arbitrage.best_net_spread", () => Shown(view => view.Spreads.IsEmpty ? null : view.Spreads.Max(spread => spread.NetBps) / 10_000), "1",
            "The best spread after both fees by the last look, as a share of the price.");
    }

    public void Looked(ArbitrageView view, IReadOnlyList<ArbitrageOpportunity> changes)
    {
        _views[view.BaseAsset] = (view, _time.GetTimestamp());
        var asset = Asset(view.BaseAsset);
        _looks.Add(1, asset);
        _opened.Add(changes.Count(change => change.ClosedAt is null), asset);
        foreach (var end in Enum.GetValues<ArbitrageEnd>())
            _closed.Add(changes.Count(change => change.End == end), asset, new KeyValuePair<string, object?>("end", end.ToString().ToLowerInvariant()));
    }

    public void Forget(string baseAsset) => _views.TryRemove(baseAsset, out _);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Shown(Func<ArbitrageView, double?> select) =>
        from shown in _views.Values
        where _time.GetElapsedTime(shown.At) <= ShownFor
        let value = @select(shown.View)
        where value is not null
        select new Measurement<double>(value.Value, Asset(shown.View.BaseAsset));

    private static KeyValuePair<string, object?> Asset(string baseAsset) => new("base_asset", baseAsset);
}
