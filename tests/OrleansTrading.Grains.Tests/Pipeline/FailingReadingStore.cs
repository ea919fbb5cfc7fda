using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Tests.Pipeline;

/// <summary>A store that cannot save readings of one kind while the test says so.</summary>
internal sealed class FailingReadingStore(IReadingStore inner) : IReadingStore
{
    public string? FailingKind { get; set; }

    public Task SaveAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellationToken) =>
        readings.Any(reading => reading.Kind == FailingKind)
            ? Task.FromException(new IOException("The disk is full."))
            : inner.SaveAsync(readings, cancellationToken);

    public Task<IReadOnlyList<StoredReading>> ListAsync(
        string kind, InstrumentId instrument, KlineInterval interval, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(kind, instrument, interval, limit, cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => inner.PruneAsync(before, cancellationToken);
}
