using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Records;
using Column = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Storage.Records.StoredReading>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Readings in a table.</summary>
internal sealed class PostgresReadingStore(PostgresDatabase database, ILogger<PostgresReadingStore> logger) : IReadingStore
{
    public static RecordTableSql<StoredReading> Table { get; } = new(
        "readings", reading => reading.Key, ["kind", "instrument", "\"interval\"", "open_time"], "open_time", "open_time", reading => reading.OpenTime,
        [
            Column.Text("kind", reading => reading.Kind), Column.Text("instrument", reading => reading.Instrument.ToString()),
            Column.Text("\"interval\"", reading => reading.Interval.ToCode()), Column.Long("open_time", reading => reading.OpenTime),
            Column.Text("label", reading => reading.Label),
        ],
        RecordJson.Default.StoredReading);

    private readonly RecordRows<StoredReading> _rows = new(database, Table, logger);

    public Task SaveAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellationToken)
    {
        RecordArguments.CheckReadings(readings);
        return _rows.SaveAsync(readings, cancellationToken);
    }

    public Task<IReadOnlyList<StoredReading>> ListAsync(
        string kind, InstrumentId instrument, KlineInterval interval, int limit, CancellationToken cancellationToken) =>
        _rows.ListAsync(
            new RecordQuery().Text("kind = {0}", kind).Text("instrument = {0}", instrument.ToString()).Text("\"interval\" = {0}", interval.ToCode()),
            "open_time DESC", limit, cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => _rows.PruneAsync(before, cancellationToken);
}
