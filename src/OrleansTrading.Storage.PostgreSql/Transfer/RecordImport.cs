using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Records, table by table. They are compared by the text that is kept of each.</summary>
internal sealed class RecordImport(EmbeddedStores stores, PostgresDatabase database, Action<string, Tally, Tally> done, CancellationToken cancellationToken) : IRecordVisitor
{
    /// <remarks>By the type of the record.</remarks>
    private static readonly object[] Tables =
    [
        PostgresJobRunStore.Table, PostgresJobRunStore.LogTable, PostgresSignalStore.Table, PostgresReadingStore.Table, PostgresStreamHistoryStore.Table,
        PostgresArbitrageStore.Table, PostgresExecutionStore.Table, PostgresCapitalStore.Table, PostgresAuditStore.Table,
    ];

    public async Task VisitAsync<T>(RecordTable<T> table)
        where T : class
    {
        var target = Tables.OfType<RecordTableSql<T>>().Single();
        var rows = new RecordRows<T>(database, target, NullLogger.Instance);
        var (read, stored, hashes) = (new Tally(), new Tally(), new List<UInt128>());
        await foreach (var page in stores.RecordsAsync(table, cancellationToken))
        {
            await rows.SaveMissingAsync(page, cancellationToken);
            foreach (var record in page)
                hashes.Add(read.Add(JsonSerializer.SerializeToUtf8Bytes(record, table.Json)));
        }

        var there = await database.RunAsync((connection, token) => HashesAsync(connection, target.Name, token), cancellationToken);
        foreach (var hash in hashes.Where(there.Contains))
            stored.Add(hash);
        done(table.Name, read, stored);
    }

    private static async Task<HashSet<UInt128>> HashesAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        var hashes = new HashSet<UInt128>();
        await using var command = new NpgsqlCommand($"SELECT substring(sha256(convert_to(record::text, 'UTF8')) FOR {Tally.HashLength}) FROM {table}", connection)
        {
            CommandTimeout = MonthlyPartitions.LongCommand,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            hashes.Add(BinaryPrimitives.ReadUInt128BigEndian(reader.GetFieldValue<byte[]>(0)));
        return hashes;
    }
}
