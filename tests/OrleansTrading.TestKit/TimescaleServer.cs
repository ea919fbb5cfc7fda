using Npgsql;

namespace OrleansTrading.TestKit;

/// <summary>
/// A database server of its own with TimescaleDB, for machines that have it; its packages are not in every distribution's archive. Its policies do
/// nothing by themselves: tests run them.
/// </summary>
public sealed class TimescaleServer : IAsyncDisposable
{
    /// <summary>What to say when a test is skipped.</summary>
    public const string Absent = "this machine's newest PostgreSQL has no TimescaleDB: there is no timescaledb.control among its extensions";

    private const string Library = "timescaledb";

    public TimescaleServer() : this([])
    {
    }

    private TimescaleServer(string[] settings) => Server = new PostgresServer
    {
        Preloaded = Library,
        Settings = ["timescaledb.telemetry_level=off", "timescaledb.max_background_workers=0", .. settings],
    };

    /// <inheritdoc cref="PostgresServer.IsDurable"/>
    public bool IsDurable
    {
        init => Server.IsDurable = value;
    }

    public static bool IsInstalled => PostgresServer.HasExtension(Library);

    public PostgresServer Server { get; }

    /// <summary>One of the edition that has no columnstore.</summary>
    public static TimescaleServer OfApacheEdition() => new(["timescaledb.license=apache"]);

    /// <returns>The connection string of a new database that holds nothing but the extension.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var database = await Server.CreateDatabaseAsync();
        await AddAsync(database);
        return database;
    }

    /// <summary>Adds the extension to a database.</summary>
    public static async Task AddAsync(string database)
    {
        // In a session that has not met it yet.
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE EXTENSION timescaledb", connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
