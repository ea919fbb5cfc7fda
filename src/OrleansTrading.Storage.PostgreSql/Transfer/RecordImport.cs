using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Records, table by table. They are compared by the text that is kept of each.</summary>
internal sealed class RecordImport(EmbeddedStores stores, PostgresDatabase database, ImportReport report, CancellationToken cancellationToken) : IRecordVisitor
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
        var (read, stored, differing, hashes) = (new Tally(), new Tally(), new SomeNames(), new List<(UInt128 Hash, string Key)>());
        await foreach (var page in stores.RecordsAsync(table, cancellationToken))
        {
            await rows.SaveMissingAsync(page, cancellationToken);
            foreach (var record in page)
                hashes.Add((read.Add(JsonSerializer.SerializeToUtf8Bytes(record, table.Json)), table.Key(record)));
        }

        var there = await database.RunAsync((connection, token) => HashesAsync(connection, target.Name, token), cancellationToken);
        foreach (var (hash, key) in hashes)
        {
            if (there.Contains(hash))
                stored.Add(hash);
            else
                differing.Add(key);
        }

        report.Done(table.Name, read, stored, differing);
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
