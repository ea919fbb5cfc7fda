using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansTrading.Grains.StreamWatch;

internal static class StreamWatchServiceCollectionExtensions
{
    /// <summary>What looks at the streams of this silo's symbols and keeps their history. It needs the record stores.</summary>
    public static IServiceCollection AddStreamWatch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<StreamWatchMetrics>();
        services.AddSingleton<StreamHistoryWriter>();
        services.AddSingleton<WatchMarks>();
        services.AddSingleton<FollowedStreams>();
        services.AddSingleton<StreamGauges>();
        services.AddSingleton<StreamAlerts>();
        services.AddSingleton<StreamHealthCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamHealthCheck>());
        return services;
    }
}
