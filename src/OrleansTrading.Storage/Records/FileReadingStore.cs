using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Records;

/// <summary>Readings in files, by the open time of their candle.</summary>
internal sealed class FileReadingStore(RecordLog<StoredReading> log) : IReadingStore
{
    public static RecordTable<StoredReading> Table { get; } =
        new("readings", reading => reading.Key, reading => reading.OpenTime, reading => GroupOf(reading.Kind, reading.Instrument), reading => (byte)reading.Interval, RecordJson.Default.StoredReading);

    public Task SaveAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellationToken)
    {
        RecordArguments.CheckReadings(readings);
        return log.SaveAsync(readings, cancellationToken);
    }

    public Task<IReadOnlyList<StoredReading>> ListAsync(
        string kind, InstrumentId instrument, KlineInterval interval, int limit, CancellationToken cancellationToken)
    {
        var group = GroupOf(kind, instrument);
        return log.ListAsync((_, entry) => entry.Group == group && entry.Tag == (byte)interval, long.MaxValue, beforeKey: null, limit, cancellationToken);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);

    private static string GroupOf(string kind, InstrumentId instrument) => $"{kind}|{instrument}";
}
