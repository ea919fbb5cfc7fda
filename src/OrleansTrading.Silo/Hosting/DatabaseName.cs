using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Hosting;

/// <summary>The database that the settings name.</summary>
internal static class DatabaseName
{
    /// <summary>Its connection string, for whoever connects; null without one. One that cannot be read is left as it is.</summary>
    public static string? Of(IConfiguration configuration) =>
        Named(configuration) is { } named && PostgresDatabase.Defect(named) is null ? PostgresDatabase.WithoutOffer(named) : Named(configuration);

    /// <summary>The same for the Orleans engine, whose providers share a pool beside that of the stores.</summary>
    public static string? OfEngine(IConfiguration configuration) => Of(configuration) is { } named && PostgresDatabase.Defect(named) is null
        ? EngineConnection.Of(named)
        : Of(configuration);

    /// <summary>Why the connection string cannot be read; null when it can, or there is none. Nothing of what it says is repeated.</summary>
    public static string? Defect(IConfiguration configuration) => Named(configuration) is { } named && PostgresDatabase.Defect(named) is { } defect
        ? $"{ConnectionStringOptions.Section}:{DatabaseOptions.ConnectionName} is no connection string: {defect}."
        : null;

    private static string? Named(IConfiguration configuration) =>
        configuration.GetConnectionString(DatabaseOptions.ConnectionName) is { } named && !string.IsNullOrWhiteSpace(named) ? named : null;
}
