using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansTrading.Storage.PostgreSql;

/// <summary>
/// Brings a database's tables up to those of this build. Any number of processes may do it at once: one of them works, the others wait and
/// find it done. Each step and the note that it was taken come about together.
/// </summary>
public sealed partial class Migrator(PostgresDatabase database, TimeProvider time, ILogger<Migrator> logger)
{
    /// <summary>Held while tables are changed; of this program alone.</summary>
    private const long Lock = 7_301_001;

    /// <summary>Applies what is missing; answers it.</summary>
    /// <exception cref="InvalidDataException">The database is of a newer build, or a step that was applied is not the one of this build.</exception>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellationToken)
    {
        var applied = await database.RunAsync(ApplyAsync, cancellationToken);
        foreach (var migration in applied)
            LogApplied(migration.Number, migration.Name, database.Name);
        LogReady(database.Name, database.Host, Migration.All.Count);
        return applied;
    }

    /// <summary>What <see cref="MigrateAsync"/> would apply.</summary>
    /// <exception cref="InvalidDataException">The database is of a newer build, or a step that was applied is not the one of this build.</exception>
    public Task<IReadOnlyList<Migration>> ListMissingAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) => await HasTableAsync(connection, token) ? await ListMissingAsync(connection, token) : Migration.All, cancellationToken);

    private async Task<IReadOnlyList<Migration>> ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<Migration> applied = [];
        // Of the session: it also ends with the connection.
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({Lock})", cancellationToken);
        try
        {
            await ExecuteAsync(
                connection,
                "CREATE TABLE IF NOT EXISTS schema_migrations (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL)",
                cancellationToken);
            foreach (var migration in await ListMissingAsync(connection, cancellationToken))
            {
                await ApplyAsync(connection, migration, cancellationToken);
                applied.Add(migration);
            }

            return applied;
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
        await using var note = new NpgsqlCommand("INSERT INTO schema_migrations VALUES ($1, $2, $3, $4)", connection, transaction)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum }, new() { Value = time.GetUtcNow() } },
        };
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> HasTableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass('schema_migrations') IS NOT NULL", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<IReadOnlyList<Migration>> ListMissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        HashSet<int> applied = [];
        await using var command = new NpgsqlCommand("SELECT number, name, checksum FROM schema_migrations ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (number, name) = (reader.GetInt32(0), reader.GetString(1));
            var ours = Migration.All.FirstOrDefault(migration => migration.Number == number)
                ?? throw new InvalidDataException($"The database has step {number} ({name}), which this build does not know: it is of a newer one.");
            if (ours.Checksum != reader.GetString(2))
                throw new InvalidDataException($"Step {number} ({name}) was applied with another text than this build's ({ours.Name}).");
            applied.Add(number);
        }

        return [.. Migration.All.Where(migration => !applied.Contains(migration.Number))];
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(1411, LogLevel.Information, "Step {Number} ({Name}) applied to database {Database}.")]
    private partial void LogApplied(int number, string name, string database);

    [LoggerMessage(1412, LogLevel.Information, "The tables of database {Database} on {Host} are those of step {Number}.")]
    private partial void LogReady(string database, string host, int number);
}
