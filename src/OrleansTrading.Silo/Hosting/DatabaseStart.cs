using Microsoft.Extensions.Options;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Hosting;

/// <summary>What is done about a database before anything starts that uses it, the engine included.</summary>
internal static class DatabaseStart
{
    /// <summary>
    /// Makes the tables those of this build, where that is allowed, and takes the database for this market. The embedded engine's directory,
    /// which then holds no candles, is kept for this process all the same.
    /// </summary>
    /// <exception cref="StartupException">The tables are not those of this build, or the database is another market's.</exception>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetService<StoreLock>();
        try
        {
            await MigrateAsync(services, cancellationToken);
            await MarketIdentity.ClaimAsync(services, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new StartupException([exception.Message]);
        }
    }

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var migrator = services.GetRequiredService<Migrator>();
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.MigrateAtStart)
        {
            await migrator.MigrateAsync(cancellationToken);
            return;
        }

        var missing = await migrator.ListMissingAsync(cancellationToken);
        if (missing.Count > 0)
        {
            var database = services.GetRequiredService<PostgresDatabase>();
            throw new StartupException([
                $"The tables of the database {database.Name} on {database.Host} are not those of this build: {string.Join(", ", missing.Select(step => $"{step.Number} ({step.Name})"))} "
                + $"not applied, and {DatabaseOptions.Section}:{nameof(DatabaseOptions.MigrateAtStart)} is false. The command 'migrate' applies them."]);
        }
    }
}
