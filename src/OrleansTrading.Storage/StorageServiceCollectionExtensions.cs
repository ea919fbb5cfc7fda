using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage;

/// <summary>Registers stores.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="FileMarketStore"/> as the <see cref="IMarketStore"/>. Its options come from section
    /// <see cref="FileMarketStoreOptions.Section"/>, then from <paramref name="configure"/>, and are validated on start.
    /// </summary>
    public static IServiceCollection AddFileMarketStore(this IServiceCollection services, Action<FileMarketStoreOptions>? configure = null)
    {
        var options = services.AddOptions<FileMarketStoreOptions>()
            .BindConfiguration(FileMarketStoreOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FileMarketStore>();
        services.TryAddSingleton<IMarketStore>(provider => provider.GetRequiredService<FileMarketStore>());
        return services;
    }

    /// <summary>
    /// Registers <see cref="FileRecordStores"/> as the stores of runs, signals, readings, changes of streams, arbitrage, executions, capital and the audit log, and
    /// <see cref="FileAccountEventStore"/> as the store of account events. They lie in the directory of the
    /// <see cref="FileMarketStore"/>, which is to be registered too.
    /// </summary>
    public static IServiceCollection AddFileRecordStores(this IServiceCollection services)
    {
        services.TryAddSingleton<FileRecordStores>();
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Runs);
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Signals);
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Readings);
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Streams);
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Arbitrage);
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Executions);
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Capital);
        services.TryAddSingleton(provider => provider.GetRequiredService<FileRecordStores>().Audit);
        services.TryAddSingleton<FileAccountEventStore>();
        services.TryAddSingleton<IAccountEventStore>(provider => provider.GetRequiredService<FileAccountEventStore>());
        return services;
    }

    /// <summary>Registers stores of runs, signals, readings, changes of streams, arbitrage, executions, capital, the audit log and account events that live as long as the process.</summary>
    public static IServiceCollection AddMemoryRecordStores(this IServiceCollection services)
    {
        services.TryAddSingleton<IJobRunStore, MemoryJobRunStore>();
        services.TryAddSingleton<ISignalStore, MemorySignalStore>();
        services.TryAddSingleton<IReadingStore, MemoryReadingStore>();
        services.TryAddSingleton<IStreamHistoryStore, MemoryStreamHistoryStore>();
        services.TryAddSingleton<IArbitrageStore, MemoryArbitrageStore>();
        services.TryAddSingleton<IExecutionStore, MemoryExecutionStore>();
        services.TryAddSingleton<ICapitalStore, MemoryCapitalStore>();
        services.TryAddSingleton<IAuditStore, MemoryAuditStore>();
        services.TryAddSingleton<IAccountEventStore, MemoryAccountEventStore>();
        return services;
    }
}
