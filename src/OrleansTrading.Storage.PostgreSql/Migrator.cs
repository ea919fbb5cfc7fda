using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansTrading.Storage.PostgreSql;

/// <summary>
/// Brings a database's tables up to those of this build. Any number of processes may do it at once: one of them works, the others wait and
/// find it done. Each step and the note that it was taken come about together. A step of a newer build is let be unless it says that it breaks
/// older ones: silos of two builds run together while one replaces the other, and a roll out can be taken back.
/// </summary>
public sealed partial class Migrator
{
    /// <summary>Held while tables are changed; of this program alone.</summary>
    private const long Lock = 7_301_001;

    private const string IsHypertable = """
        SELECT EXISTS (SELECT FROM timescaledb_information.hypertables AS h JOIN pg_namespace AS n ON n.nspname = h.hypertable_schema
            JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = h.hypertable_name WHERE c.oid = 'klines'::regclass)
        """;

    private readonly PostgresDatabase _database;
    private readonly IReadOnlyList<Migration> _steps;
    private readonly TimeProvider _time;
    private readonly ILogger<Migrator> _logger;

    public Migrator(PostgresDatabase database, TimeProvider time, ILogger<Migrator> logger)
        : this(database, Migration.All, time, logger)
    {
    }

    internal Migrator(PostgresDatabase database, IReadOnlyList<Migration> steps, TimeProvider time, ILogger<Migrator> logger) =>
        (_database, _steps, _time, _logger) = (database, steps, time, logger);

    /// <summary>Where candles lie since the last <see cref="MigrateAsync"/>, and what can be done about it; null in a database without TimescaleDB.</summary>
    public string? Candles { get; private set; }

    /// <summary>Applies what is missing; answers it. Candles, if there are none yet, go into a hypertable where TimescaleDB is there.</summary>
    /// <exception cref="InvalidDataException">
    /// The database is of a newer build that this one cannot work beside, or a step that was applied is not the one of this build, or a restore was cut off,
    /// or candles lie in a hypertable and the server has no TimescaleDB.
    /// </exception>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellationToken)
    {
        // Outside of an attempt: what one has applied whose answer was lost is not found missing by the next.
        List<Migration> applied = [];
        await _database.RunAsync((connection, token) => ApplyAsync(connection, applied, token), cancellationToken);
        foreach (var migration in applied)
            LogApplied(_logger, migration.Number, migration.Name, _database.Name);
        LogReady(_logger, _database.Name, _database.Host, _steps[^1].Number);
        if (Candles is not null)
            LogCandles(_logger, _database.Name, Candles);
        return applied;
    }

    /// <summary>What <see cref="MigrateAsync"/> would apply.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="MigrateAsync"/>.</exception>
    public Task<IReadOnlyList<Migration>> ListMissingAsync(CancellationToken cancellationToken) => _database.RunAsync(
        async (connection, token) =>
        {
            await RefuseAsync(connection, token);
            return await IsTrueAsync(connection, "SELECT to_regclass('schema_migrations') IS NOT NULL", token) ? await ListMissingAsync(connection, token) : _steps;
        },
        cancellationToken);

    private async Task ApplyAsync(NpgsqlConnection connection, List<Migration> applied, CancellationToken cancellationToken)
    {
        try
        {
            // Of the session: it also ends with the connection. Within what gives it back: who is told to end may have been given it all the same.
            await ExecuteAsync(connection, $"SELECT pg_advisory_lock({Lock})", cancellationToken);
            await RefuseAsync(connection, cancellationToken);
            await ExecuteAsync(
                connection,
                "CREATE TABLE IF NOT EXISTS schema_migrations (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, breaks boolean NOT NULL, applied_at timestamptz NOT NULL)",
                cancellationToken);
            foreach (var migration in await ListMissingAsync(connection, cancellationToken))
            {
                await ApplyAsync(connection, migration, cancellationToken);
                applied.Add(migration);
            }

            Candles = await UseTimescaleAsync(connection, cancellationToken);
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
                await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await using var note = new NpgsqlCommand("INSERT INTO schema_migrations (number, name, checksum, breaks, applied_at) VALUES ($1, $2, $3, $4, $5)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum }, new() { Value = migration.Breaks },
                new() { Value = _time.GetUtcNow() },
            },
        };
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <remarks>At every start: the extension may have come since the last.</remarks>
    private static async Task<string?> UseTimescaleAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await IsTrueAsync(connection, "SELECT to_regprocedure('use_timescaledb(boolean)') IS NOT NULL", cancellationToken))
            return null;
        await using var command = new NpgsqlCommand("SELECT use_timescaledb()", connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>A database in which tables would be made, or candles read, as if what it holds were not there.</summary>
    private async Task RefuseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // deploy/restore.sh keeps there what the database held. Tables made beside it would look like the backup, and accounts would begin anew in them.
        if (await IsTrueAsync(connection, "SELECT to_regnamespace('before_restore') IS NOT NULL", cancellationToken))
        {
            throw new InvalidDataException(
                $"The database {_database.Name} has the schema before_restore: a restore was cut off, and that schema holds what was there before it. "
                + "Nothing is begun beside it. Run deploy/restore.sh with the backup again: it changes nothing, counts what both schemas hold, and says how to go on (docs/runbook.md).");
        }

        // Until it is off a hypertable is a plain table: it would take what belongs into its chunks.
        if (await IsTrueAsync(connection, "SELECT coalesce(current_setting('timescaledb.restoring', true), 'off') IN ('on', 'true')", cancellationToken))
        {
            throw new InvalidDataException(
                $"The database {_database.Name} is being restored, or a restore was cut off: timescaledb.restoring is on. "
                + "Run deploy/restore.sh with the backup again: it says how to go on (docs/runbook.md).");
        }

        // Of a hypertable next to nothing is read then, without an error. Its own setting tells: others can be set where it is not.
        var hasExtension = await IsTrueAsync(connection, "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')", cancellationToken);
        if (hasExtension && await IsTrueAsync(connection, "SELECT current_setting('timescaledb.restoring', true) IS NULL", cancellationToken))
        {
            throw new InvalidDataException(
                $"The database {_database.Name} has the extension timescaledb, and its server has not loaded it: add timescaledb to shared_preload_libraries, take away timescaledb.disable_load, and start the server again.");
        }

        if (await IsTrueAsync(connection, "SELECT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('klines') AND relkind = 'r')", cancellationToken)
            && !(hasExtension && await IsTrueAsync(connection, IsHypertable, cancellationToken)))
        {
            throw new InvalidDataException(
                $"The table klines of the database {_database.Name} was a hypertable of TimescaleDB, and is none any more: the extension was dropped, or a backup was restored without deploy/restore.sh. "
                + "Its candles are not there. Restore a backup (docs/runbook.md).");
        }
    }

    private static async Task<bool> IsTrueAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<IReadOnlyList<Migration>> ListMissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        HashSet<int> applied = [];
        await using var command = new NpgsqlCommand("SELECT number, name, checksum, breaks FROM schema_migrations ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (number, name) = (reader.GetInt32(0), reader.GetString(1));
            var ours = _steps.FirstOrDefault(migration => migration.Number == number);
            if (ours is null && reader.GetBoolean(3))
                throw new InvalidDataException($"The database {_database.Name} has step {number} ({name}), after which this build cannot work: it is of a newer one.");
            if (ours is not null && ours.Checksum != reader.GetString(2))
                throw new InvalidDataException($"Step {number} ({name}) of the database {_database.Name} was applied with another text than this build's ({ours.Name}).");
            applied.Add(number);
        }

        return [.. _steps.Where(migration => !applied.Contains(migration.Number))];
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(1411, LogLevel.Information, "Step {Number} ({Name}) applied to database {Database}.")]
    private static partial void LogApplied(ILogger logger, int number, string name, string database);

    [LoggerMessage(1412, LogLevel.Information, "The tables of database {Database} on {Host} are those of step {Number}.")]
    private static partial void LogReady(ILogger logger, string database, string host, int number);

    [LoggerMessage(1413, LogLevel.Information, "Candles of database {Database} lie {Where}.")]
    private static partial void LogCandles(ILogger logger, string database, string where);
}
