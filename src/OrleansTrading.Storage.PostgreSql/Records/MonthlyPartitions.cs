using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>The partitions of a table, one for each month (UTC): made before they are written to, dropped when they have ended.</summary>
/// <param name="table">The table; its partitions are called <c>table_YYYY_MM</c>.</param>
/// <param name="timeColumn">By whose time it is forgotten; it need not be the one that it is parted by.</param>
internal sealed class MonthlyPartitions(string table, string timeColumn)
{
    /// <summary>Seconds that counting or forgetting much may take.</summary>
    public const int LongCommand = 600;

    /// <summary>Held while partitions of a table are made or dropped; with the table's own number.</summary>
    private const int Lock = 7_301_003;

    /// <summary>How long dropping a partition may wait for those who use the table: all others wait behind it.</summary>
    private const string LongestWait = "1s";

    /// <summary>First moments of the months whose partitions are there, as far as this process knows.</summary>
    private readonly ConcurrentDictionary<long, bool> _known = [];

    /// <summary>Makes the partitions that rows of these times need, and for each the one after it. Outside a transaction.</summary>
    public async Task EnsureAsync(NpgsqlConnection connection, IEnumerable<long> times, CancellationToken cancellationToken)
    {
        foreach (var month in times.Select(StartOf).Distinct().Where(month => !_known.ContainsKey(month)).Order().ToArray())
        {
            await MakeAsync(connection, month, cancellationToken);
            await MakeAsync(connection, After(month), cancellationToken);
            _known[month] = true;
        }
    }

    /// <summary>Somebody else has dropped what was known.</summary>
    public void Forget() => _known.Clear();

    /// <summary>
    /// Drops the partitions that hold nothing of a time or later; answers how many rows they held. One that is in use for too long stays, and
    /// loses its rows as any other.
    /// </summary>
    public async Task<long> DropAsync(NpgsqlConnection connection, long before, CancellationToken cancellationToken)
    {
        var dropped = 0L;
        foreach (var partition in await ListAsync(connection, cancellationToken))
        {
            if (!TryParse(partition, out var month) || After(month) > before)
                continue;
            _known.TryRemove(month, out _);
            dropped += await DropAsync(connection, partition, before, cancellationToken);
        }

        return dropped;
    }

    /// <summary>The first moment of the month of a time, Unix milliseconds.</summary>
    internal static long StartOf(long time)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(time);
        return new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    }

    /// <remarks>The month after the last of the calendar has no first moment; its number serves as well.</remarks>
    private static long After(long month) => DateTimeOffset.FromUnixTimeMilliseconds(month) is { Year: 9999, Month: 12 } last
        ? last.AddDays(30).ToUnixTimeMilliseconds() + (24 * 60 * 60 * 1000L)
        : DateTimeOffset.FromUnixTimeMilliseconds(month).AddMonths(1).ToUnixTimeMilliseconds();

    private string NameOf(long month) => table + DateTimeOffset.FromUnixTimeMilliseconds(month).ToString("'_'yyyy'_'MM", CultureInfo.InvariantCulture);

    private bool TryParse(string partition, out long month)
    {
        month = 0;
        if (!partition.StartsWith(table + "_", StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(partition[(table.Length + 1)..], "yyyy'_'MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return false;
        month = at.ToUnixTimeMilliseconds();
        return true;
    }

    /// <remarks>A table of its own is made and then attached: readers and writers of the others go on meanwhile.</remarks>
    private async Task MakeAsync(NpgsqlConnection connection, long month, CancellationToken cancellationToken)
    {
        if (DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() < month)
            return;
        var name = NameOf(month);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        if (!await ExistsAsync(connection, name, cancellationToken))
        {
            await ExecuteAsync(
                connection,
                $"CREATE TABLE {name} (LIKE {table} INCLUDING ALL); ALTER TABLE {table} ATTACH PARTITION {name} FOR VALUES FROM ({month}) TO ({After(month)})",
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<long> DropAsync(NpgsqlConnection connection, string partition, long before, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        if (!await ExistsAsync(connection, partition, cancellationToken))
            return 0;
        var held = await CountAsync(connection, partition, cancellationToken);
        try
        {
            await ExecuteAsync(connection, $"SET LOCAL lock_timeout = '{LongestWait}'; LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE", cancellationToken);
            // Nobody writes from here on.
            if (await HoldsLaterAsync(connection, partition, before, cancellationToken))
                return 0;
            await ExecuteAsync(connection, $"DROP TABLE {partition}", cancellationToken);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return 0;
        }

        await transaction.CommitAsync(cancellationToken);
        return held;
    }

    private async Task<List<string>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<string> found = [];
        await using var command = new NpgsqlCommand(
            $"SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '{table}'::regclass ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(reader.GetString(0));
        return found;
    }

    private Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock}, hashtext('{table}'))", cancellationToken);

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        (bool)(await ScalarAsync(connection, $"SELECT to_regclass('{name}') IS NOT NULL", cancellationToken))!;

    private static async Task<long> CountAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        (long)(await ScalarAsync(connection, $"SELECT count(*) FROM {name}", cancellationToken))!;

    private async Task<bool> HoldsLaterAsync(NpgsqlConnection connection, string name, long before, CancellationToken cancellationToken) =>
        (bool)(await ScalarAsync(connection, $"SELECT EXISTS (SELECT FROM {name} WHERE {timeColumn} >= {before})", cancellationToken))!;

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = LongCommand };
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
