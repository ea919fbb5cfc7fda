using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps candles for the life of the process, for tests.</summary>
public sealed class MemoryMarketStore : IMarketStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StoredSeries, SortedList<long, Kline>> _series = [];

    public Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        KlineArguments.CheckClosed(interval, klines);
        var key = new StoredSeries(instrument, interval);
        lock (_gate)
        {
            if (klines.Count > 0 && !_series.ContainsKey(key))
                _series.Add(key, []);
            foreach (var kline in klines)
            {
                if (!_series[key].TryGetValue(kline.OpenTime, out var saved) || saved != kline || kline.Repaired)
                    _series[key][kline.OpenTime] = kline;
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Kline>> ReadKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Read(instrument, interval, all => all.Where(kline => kline.OpenTime >= from && kline.OpenTime <= to).Take(limit), cancellationToken);
    }

    public Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(
        InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Read(instrument, interval, all => all.TakeLast(count), cancellationToken);
    }

    public Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult<IReadOnlyList<StoredSeries>>([.. _series.Keys]);
    }

    private Task<IReadOnlyList<Kline>> Read(
        InstrumentId instrument, KlineInterval interval, Func<IEnumerable<Kline>, IEnumerable<Kline>> choose, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var all = _series.TryGetValue(new StoredSeries(instrument, interval), out var found) ? found.Values : [];
            return Task.FromResult<IReadOnlyList<Kline>>([.. choose(all)]);
        }
    }
}
