using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps readings. One is known by kind, instrument, interval and open time; saving it again replaces it.</summary>
public interface IReadingStore
{
    /// <summary>When the call completes they survive the process.</summary>
    Task SaveAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellationToken);

    /// <summary>The newest readings of a series, newest first.</summary>
    Task<IReadOnlyList<StoredReading>> ListAsync(
        string kind, InstrumentId instrument, KlineInterval interval, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets readings of candles before that time; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
