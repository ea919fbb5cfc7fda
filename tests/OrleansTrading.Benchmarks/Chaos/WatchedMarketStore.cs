using System.Collections.Concurrent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A silo's way to the store of candles: slow when the weather is, and what is acknowledged is written down.</summary>
internal sealed class WatchedMarketStore(
    IMarketStore store, StoreWeather weather, ConcurrentDictionary<(InstrumentId Instrument, KlineInterval Interval, long OpenTime), byte> acknowledged) : IMarketStore
{
    public async Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken)
    {
        await weather.PassToWriteAsync(cancellationToken);
        await store.SaveKlinesAsync(instrument, interval, klines, cancellationToken);
        foreach (var kline in klines)
            acknowledged.TryAdd((instrument, interval, kline.OpenTime), 0);
    }

    public async Task<IReadOnlyList<Kline>> ReadKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken)
    {
        await weather.PassAsync(cancellationToken);
        return await store.ReadKlinesAsync(instrument, interval, from, to, limit, cancellationToken);
    }

    public async Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken)
    {
        await weather.PassAsync(cancellationToken);
        return await store.ReadLatestKlinesAsync(instrument, interval, count, cancellationToken);
    }

    public Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken) => store.ListSeriesAsync(cancellationToken);
}
