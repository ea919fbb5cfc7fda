using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Storage.PostgreSql.Candles;

namespace OrleansTrading.Storage.PostgreSql;

/// <summary>Registers what reaches the database and keeps candles there.</summary>
public static class PostgresServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="PostgresDatabase"/> and <see cref="Migrator"/>. Options come from section <see cref="DatabaseOptions.Section"/> and are validated on start.
    /// </summary>
    /// <param name="services">To which it is added.</param>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="applicationName">What its sessions are called on the server.</param>
    public static IServiceCollection AddPostgresDatabase(this IServiceCollection services, string connectionString, string applicationName = DatabaseOptions.SiloName)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new PostgresDatabase(
            connectionString, provider.GetRequiredService<IOptions<DatabaseOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PostgresDatabase>>(), applicationName));
        services.TryAddSingleton<Migrator>();
        return services;
    }

    /// <summary>Registers <see cref="PostgresMarketStore"/> as the <see cref="IMarketStore"/>, on the <see cref="AddPostgresDatabase">database</see>.</summary>
    public static IServiceCollection AddPostgresMarketStore(this IServiceCollection services)
    {
        services.TryAddSingleton<PostgresMarketStore>();
        services.TryAddSingleton<IMarketStore>(provider => provider.GetRequiredService<PostgresMarketStore>());
        services.TryAddSingleton<IKlinePruning>(provider => provider.GetRequiredService<PostgresMarketStore>());
        return services;
    }
}
