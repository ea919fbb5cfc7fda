using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Events;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Outcomes;
using OrleansTrading.Grains.Pipeline;
using OrleansTrading.Grains.RateBudgets;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Grains.Watchlists;

namespace OrleansTrading.Grains;

public static class GrainsServiceCollectionExtensions
{
    /// <summary>
    /// What the market grains need of their silo. Venue connectors (<c>IVenueConnector</c>), the store
    /// (<c>IMarketStore</c>) and the record stores are registered by their own extensions.
    /// </summary>
    public static IServiceCollection AddMarketGrains(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MarketOptions>().Bind(configuration.GetSection(MarketOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StreamWatchOptions>().Bind(configuration.GetSection(StreamWatchOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WatchlistOptions>().Bind(configuration.GetSection(WatchlistOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WatchlistOptions>, WatchlistVenueCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddEventBus();
        services.AddSingleton<IMarketDataHub, MarketDataHub>();
        services.AddSingleton<IInstrumentRules, InstrumentRules>();
        services.AddSingleton<MarketMetrics>();
        services.AddSingleton<CacheMetrics>();
        services.AddOptions<BooksOptions>().Bind(configuration.GetSection(BooksOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BookMetrics>();
        services.AddSingleton<BookDesk>();
        services.TryAddSingleton<IMarketCapture, NoCapture>();
        services.AddSingleton<SiloLeaving>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiloLeaving>());
        services.AddRateBudgets(configuration);
        services.AddStreamWatch(configuration);
        services.AddScanning(configuration);
        services.AddOutcomes(configuration);
        services.AddUpdatePipeline(configuration);
        services.AddHostedService<WatchlistNudge>();
        return services;
    }
}
