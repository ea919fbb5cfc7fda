using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Records in a table. Every statement leaves what is done already as it is, so that it may be run again when its answer was lost.</summary>
internal sealed partial class RecordRows<T>
    where T : class
{
    private readonly PostgresDatabase _database;
    private readonly RecordTableSql<T> _table;
    private readonly RecordColumn<T>[] _columns;
    private readonly MonthlyPartitions? _partitions;
    private readonly ILogger _logger;
    private readonly string _save;
    private readonly string _saveMissing;
    private readonly string _add;
    private readonly string _added;

    public RecordRows(PostgresDatabase database, RecordTableSql<T> table, ILogger logger)
    {
        (_database, _table, _logger) = (database, table, logger);
        _columns = [.. table.Columns, RecordColumn<T>.Json("record", record => JsonSerializer.Serialize(record, table.Json))];
        _partitions = table.MonthColumn is null ? null : new MonthlyPartitions(table.Name, table.TimeColumn);
        var key = string.Join(", ", table.KeyColumns);
        var names = string.Join(", ", _columns.Select(column => column.Name));
        var arrays = string.Join(", ", _columns.Select((column, i) => $"${i + 1}::{column.Type}[]"));
        var mark = $"${_columns.Length + 1}";
        var insert = table.IsMarked
            ? $"INSERT INTO {table.Name} ({names}, added_by) SELECT u.*, {mark} FROM unnest({arrays}) AS u ({names})"
            : $"INSERT INTO {table.Name} ({names}) SELECT * FROM unnest({arrays})";
        var changed = _columns.Select(column => column.Name).Except(table.KeyColumns);
        // Decided by the database and upon the row as it is then, whoever else saves it at the same time.
        var where = table.Replaces is null ? "" : $" WHERE {table.Replaces}";
        _save = $"{insert} ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", changed.Select(name => $"{name} = EXCLUDED.{name}"))}{where}";
        _saveMissing = $"{insert} ON CONFLICT ({key}) DO NOTHING";
        // Where months are a part of the primary key, that alone does not know a key of another month.
        _add = $"{insert} WHERE NOT EXISTS (SELECT FROM {table.Name} t WHERE t.{table.KeyColumns[0]} = u.{table.KeyColumns[0]}) ON CONFLICT ({key}) DO NOTHING";
        var keys = string.Join(", ", table.KeyColumns.Select((name, i) => $"${i + 1}::{_columns.Single(column => column.Name == name).Type}[]"));
        _added = $"SELECT u.place FROM unnest({keys}) WITH ORDINALITY AS u ({key}, place) JOIN {table.Name} t USING ({key}) WHERE t.added_by = ${table.KeyColumns.Length + 1} ORDER BY 1";
    }

    /// <summary>Saves records, of several with one key the last, in place of those that are there where the table lets them.</summary>
    /// <exception cref="StoreUnavailableException">Nothing is known of them.</exception>
    public Task SaveAsync(IReadOnlyList<T> records, CancellationToken cancellationToken) => SaveAsync(_save, records, cancellationToken);

    /// <summary>Saves the records whose keys are not there; what is there stays as it is.</summary>
    /// <exception cref="StoreUnavailableException">Nothing is known of them.</exception>
    public Task SaveMissingAsync(IReadOnlyList<T> records, CancellationToken cancellationToken) => SaveAsync(_saveMissing, records, cancellationToken);

    private async Task SaveAsync(string statement, IReadOnlyList<T> records, CancellationToken cancellationToken)
    {
        var rows = InOrder(records.Reverse());
        if (rows.Length == 0)
            return;
        var mark = Guid.CreateVersion7();
        await _database.RunAsync((connection, token) => WriteAsync(connection, rows, async () =>
        {
            await using var command = new NpgsqlCommand(statement, connection);
            Fill(command.Parameters, rows, mark);
            return await command.ExecuteNonQueryAsync(token);
        }, token), cancellationToken);
    }

    /// <summary>Saves the records whose keys (their first column) are not there, of several with one key the first, and answers them. Of a table that is marked.</summary>
    /// <exception cref="StoreUnavailableException">Nothing is known of them.</exception>
    public async Task<IReadOnlyList<T>> AddAsync(IReadOnlyList<T> records, CancellationToken cancellationToken)
    {
        var rows = InOrder(records);
        if (rows.Length == 0)
            return [];
        var mark = Guid.CreateVersion7();
        var added = await _database.RunAsync((connection, token) => WriteAsync(connection, rows, () => AddAsync(connection, rows, mark, token), token), cancellationToken);
        return [.. records.Where(added.Contains).Distinct(ReferenceEqualityComparer.Instance).Cast<T>()];
    }

    /// <summary>The first of the records that are wanted; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    public async Task<T?> FindAsync(RecordQuery query, CancellationToken cancellationToken) =>
        (await ListAsync(query, string.Join(", ", _table.KeyColumns), 1, cancellationToken)) is [var found] ? found : null;

    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    public Task<IReadOnlyList<T>> ListAsync(RecordQuery query, string order, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return _database.RunAsync((connection, token) => ReadAsync(connection, query, order, limit, token), cancellationToken);
    }

    /// <summary>Records, newest first and then by descending key, which is one column; from a key on when one is given.</summary>
    /// <param name="query">Which.</param>
    /// <param name="keyColumn">What they are known by.</param>
    /// <param name="beforeKey">Only what comes after the record of this key; if there is none, what has a smaller key.</param>
    /// <param name="limit">So many at most.</param>
    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    public Task<IReadOnlyList<T>> ListAsync(RecordQuery query, string keyColumn, string? beforeKey, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return _database.RunAsync(async (connection, token) =>
        {
            var page = query;
            if (beforeKey is not null)
            {
                page = await TimeOfAsync(connection, keyColumn, beforeKey, token) is { } time
                    ? query.And().After(_table.TimeColumn, time, keyColumn, beforeKey)
                    : query.And().Text($"{keyColumn} < {{0}}", beforeKey);
            }

            return await ReadAsync(connection, page, $"{_table.TimeColumn} DESC, {keyColumn} DESC", limit, token);
        }, cancellationToken);
    }

    /// <summary>Of each value that a column may have the newest record before a time, by that value.</summary>
    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    public Task<IReadOnlyList<T>> ListLastOfEachAsync(string column, short[] values, RecordQuery query, CancellationToken cancellationToken) => _database.RunAsync(async (connection, token) =>
    {
        var found = new List<T>(values.Length);
        foreach (var value in values)
            found.AddRange(await ReadAsync(connection, query.And().Code($"{column} = {{0}}", value), $"{_table.TimeColumn} DESC", 1, token));
        return (IReadOnlyList<T>)found;
    }, cancellationToken);

    /// <summary>Forgets records before a time; answers how many.</summary>
    /// <exception cref="StoreUnavailableException">The database stays away; some may be forgotten.</exception>
    public async Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        var pruned = 0L;
        await _database.RunAsync(async (connection, token) =>
        {
            if (_partitions is not null)
                pruned += await _partitions.DropAsync(connection, before, token);
            await using var command = new NpgsqlCommand($"DELETE FROM {_table.Name} WHERE {_table.TimeColumn} < $1", connection) { CommandTimeout = MonthlyPartitions.LongCommand };
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before });
            pruned += await command.ExecuteNonQueryAsync(token);
        }, cancellationToken);
        return (int)Math.Min(pruned, int.MaxValue);
    }

    /// <remarks>In the order of their keys: two that write the same rows at once wait for one another and do not stand in each other's way.</remarks>
    private T[] InOrder(IEnumerable<T> records) => [.. records.DistinctBy(_table.Key, StringComparer.Ordinal).OrderBy(_table.Key, StringComparer.Ordinal)];

    private async Task<TResult> WriteAsync<TResult>(NpgsqlConnection connection, T[] rows, Func<Task<TResult>> write, CancellationToken cancellationToken)
    {
        if (_partitions is null)
            return await write();
        await _partitions.EnsureAsync(connection, rows.Select(_table.Month), cancellationToken);
        try
        {
            return await write();
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.CheckViolation)
        {
            // The partition has been dropped since it was last seen.
            _partitions.Forget();
            await _partitions.EnsureAsync(connection, rows.Select(_table.Month), cancellationToken);
            return await write();
        }
    }

    private async Task<HashSet<T>> AddAsync(NpgsqlConnection connection, T[] rows, Guid mark, CancellationToken cancellationToken)
    {
        var (add, added) = (new NpgsqlBatchCommand(_add), new NpgsqlBatchCommand(_added));
        Fill(add.Parameters, rows, mark);
        foreach (var name in _table.KeyColumns)
            added.Parameters.Add(_columns.Single(column => column.Name == name).Parameter(rows));
        added.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mark });
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { add, added } };
        var found = new HashSet<T>(ReferenceEqualityComparer.Instance);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(rows[reader.GetInt64(0) - 1]);
        return found;
    }

    private void Fill(NpgsqlParameterCollection parameters, T[] rows, Guid mark)
    {
        foreach (var column in _columns)
            parameters.Add(column.Parameter(rows));
        if (_table.IsMarked)
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mark });
    }

    private async Task<long?> TimeOfAsync(NpgsqlConnection connection, string keyColumn, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {_table.TimeColumn} FROM {_table.Name} WHERE {keyColumn} = $1 LIMIT 1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = RecordText.Of(key), NpgsqlDbType = NpgsqlDbType.Text });
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<T>> ReadAsync(NpgsqlConnection connection, RecordQuery query, string order, int limit, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await using var command = new NpgsqlCommand { Connection = connection };
        query.Fill(command, $"SELECT record FROM {_table.Name}", order, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var json = reader.GetString(0);
            try
            {
                if (JsonSerializer.Deserialize(json, _table.Json) is { } record)
                    found.Add(record);
            }
            catch (Exception failure) when (failure is JsonException or FormatException or NotSupportedException)
            {
                LogUnreadable(_logger, _table.Name, json.Length > 200 ? json[..200] : json, failure);
            }
        }

        return found;
    }

    [LoggerMessage(1430, LogLevel.Error, "A record of table {Table} is there, but this program cannot read it; it is left out: {Json}")]
    private static partial void LogUnreadable(ILogger logger, string table, string json, Exception failure);
}
