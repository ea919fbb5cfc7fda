using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql.Timescale;

/// <summary>After each save all there is is compressed: whatever is saved or read next meets the columnstore.</summary>
public sealed class CompressedStoreConformanceTests(TimescaleServer server) : HypertableStoreConformanceTests(server)
{
    protected override IMarketStore CreateEmpty() => new Compressing((PostgresMarketStore)base.CreateEmpty(), Database);

    private sealed class Compressing(PostgresMarketStore store, PostgresDatabase database) : IMarketStore, IAsyncDisposable
    {
        private readonly SemaphoreSlim _one = new(1, 1);

        public async Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken)
        {
            await store.SaveKlinesAsync(instrument, interval, klines, cancellationToken);
            await _one.WaitAsync(cancellationToken);
            try
            {
                await database.CompressAsync();
            }
            finally
            {
                _one.Release();
            }
        }

        public Task<IReadOnlyList<Kline>> ReadKlinesAsync(
            InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken) =>
            store.ReadKlinesAsync(instrument, interval, from, to, limit, cancellationToken);

        public Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken) =>
            store.ReadLatestKlinesAsync(instrument, interval, count, cancellationToken);

        public Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken) => store.ListSeriesAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await store.DisposeAsync();
            _one.Dispose();
        }
    }
}
