using Npgsql;

namespace OrleansTrading.Storage.PostgreSql;

/// <summary>How the Orleans engine reaches the database: its providers open connections by a string, and share a pool beside that of the stores.</summary>
public static class EngineConnection
{
    /// <summary>Membership, state and reminders are short statements; PostgreSQL's connections are few.</summary>
    private const int MaxConnections = 10;

    /// <summary>The same connection string with the engine's pool.</summary>
    public static string Of(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = MaxConnections, ApplicationName = DatabaseOptions.SiloName }.ConnectionString;
}
