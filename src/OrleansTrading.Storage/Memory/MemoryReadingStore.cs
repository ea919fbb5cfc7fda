using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps readings for the life of the process, for tests.</summary>
public sealed class MemoryReadingStore : IReadingStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredReading> _readings = new(StringComparer.Ordinal);

    public Task SaveAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckReadings(readings);
        lock (_gate)
        {
            foreach (var reading in readings)
                _readings[reading.Key] = reading;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredReading>> ListAsync(
        string kind, InstrumentId instrument, KlineInterval interval, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredReading>>(
            [
                .. _readings.Values
                    .Where(reading => reading.Kind == kind && reading.Instrument == instrument && reading.Interval == interval)
                    .OrderByDescending(reading => reading.OpenTime)
                    .Take(limit),
            ]);
        }
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_readings.Values.Where(reading => reading.OpenTime < before).ToList().Count(reading => _readings.Remove(reading.Key)));
    }
}
