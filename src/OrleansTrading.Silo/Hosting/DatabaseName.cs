using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Hosting;

/// <summary>The database that the settings name.</summary>
internal static class DatabaseName
{
    /// <summary>Its connection string; null without one.</summary>
    public static string? Of(IConfiguration configuration) =>
        configuration.GetConnectionString(DatabaseOptions.ConnectionName) is { } named && !string.IsNullOrWhiteSpace(named) ? named : null;

    /// <summary>Why the connection string cannot be read; null when it can, or there is none. Nothing of what it says is repeated.</summary>
    public static string? Defect(IConfiguration configuration) => Of(configuration) is { } named && PostgresDatabase.Defect(named) is { } defect
        ? $"{ConnectionStringOptions.Section}:{DatabaseOptions.ConnectionName} is no connection string: {defect}."
        : null;
}
