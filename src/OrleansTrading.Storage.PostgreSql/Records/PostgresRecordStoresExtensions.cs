using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.PostgreSql.Accounts;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Registers the stores of records that lie in the database.</summary>
public static class PostgresRecordStoresExtensions
{
    /// <summary>
    /// Registers the stores of runs, signals, readings, changes of streams, arbitrage, executions, capital, the audit log and account events that
    /// lie in the <see cref="PostgresDatabase"/>, which is to be registered too. Its tables are to be up to date when they are first used.
    /// </summary>
    public static IServiceCollection AddPostgresRecordStores(this IServiceCollection services)
    {
        services.TryAddSingleton<IJobRunStore, PostgresJobRunStore>();
        services.TryAddSingleton<ISignalStore, PostgresSignalStore>();
        services.TryAddSingleton<IReadingStore, PostgresReadingStore>();
        services.TryAddSingleton<IStreamHistoryStore, PostgresStreamHistoryStore>();
        services.TryAddSingleton<IArbitrageStore, PostgresArbitrageStore>();
        services.TryAddSingleton<IExecutionStore, PostgresExecutionStore>();
        services.TryAddSingleton<ICapitalStore, PostgresCapitalStore>();
        services.TryAddSingleton<IAuditStore, PostgresAuditStore>();
        services.TryAddSingleton<IAccountEventStore, PostgresAccountEventStore>();
        return services;
    }
}
