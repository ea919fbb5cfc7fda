using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Storage.Tests.PostgreSql;

/// <summary>Ways to databases for tests.</summary>
internal static class PostgresDatabases
{
    public static PostgresDatabase Open(string connectionString, DatabaseOptions? options = null, ILogger<PostgresDatabase>? logger = null) =>
        new(connectionString, Options.Create(options ?? new DatabaseOptions()), TimeProvider.System, logger ?? NullLogger<PostgresDatabase>.Instance, applicationName: "tests");

    public static Migrator Migrator(PostgresDatabase database, params Migration[] steps) =>
        new(database, steps.Length == 0 ? Migration.All : steps, TimeProvider.System, NullLogger<Migrator>.Instance);
}
