using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>A store whose disk can be full, or unreadable.</summary>
internal sealed class FailingStore : IMarketStore
{
    private readonly MemoryMarketStore _inner = new();
    private int _attempts;

    public bool IsFull { get; set; }

    public bool IsUnreadable { get; set; }

    /// <summary>Reads and writes that failed.</summary>
    public int Failures => Volatile.Read(ref _attempts);

    public Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken) =>
        IsFull ? Task.FromException(Fail("full")) : _inner.SaveKlinesAsync(instrument, interval, klines, cancellationToken);

    public Task<IReadOnlyList<Kline>> ReadKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken) =>
        _inner.ReadKlinesAsync(instrument, interval, from, to, limit, cancellationToken);

    public Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(
        InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken) =>
        IsUnreadable
            ? Task.FromException<IReadOnlyList<Kline>>(Fail("unreadable"))
            : _inner.ReadLatestKlinesAsync(instrument, interval, count, cancellationToken);

    public Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken) => _inner.ListSeriesAsync(cancellationToken);

    private IOException Fail(string how)
    {
        Interlocked.Increment(ref _attempts);
        return new IOException($"The disk is told to be {how}.");
    }
}
