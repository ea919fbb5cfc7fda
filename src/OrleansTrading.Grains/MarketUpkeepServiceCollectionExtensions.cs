using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Collection;
using OrleansTrading.Grains.FreshnessWatch;
using OrleansTrading.Grains.Gaps;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Watchlists;

namespace OrleansTrading.Grains;

public static class MarketUpkeepServiceCollectionExtensions
{
    /// <summary>
    /// The jobs that keep the live market whole: they choose what is live, collect it, and watch over its freshness and completeness.
    /// To be added beside <see cref="GrainsServiceCollectionExtensions.AddMarketGrains"/>.
    /// </summary>
    public static IServiceCollection AddMarketUpkeep(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CollectionOptions>().Bind(configuration.GetSection(CollectionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MarketCollector>();
        services.AddOptions<GapOptions>().Bind(configuration.GetSection(GapOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FreshnessMetrics>();
        services.AddJob<CollectMarketJob, CollectMarketParameters>();
        services.AddJob<RefreshEliteJob>();
        services.AddJob<RefreshOverlayJob>();
        services.AddJob<CheckFreshnessJob>();
        services.AddJob<FindGapsJob, FindGapsParameters>();
        return services;
    }
}
