using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;

namespace OrleansTrading.Grains.Cluster;

public static class ClusterServiceCollectionExtensions
{
    /// <summary>What this silo tells of itself: its process, the calls of its grains, their reminders.</summary>
    public static IServiceCollection AddClusterReports(this IServiceCollection services)
    {
        services.AddGrainCallCounts();
        services.TryAddSingleton<HeldReminders>();
        services.AddSingleton<CallWindow>();
        services.AddSingleton<ProcessGauge>();
        services.AddSingleton<ClusterMetrics>();
        services.AddHostedService<SiloReporter>();
        return services;
    }

    /// <summary>Counts and times the calls of this silo's grains.</summary>
    public static IServiceCollection AddGrainCallCounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GrainCallCounts>();
        return services.AddSingleton<IIncomingGrainCallFilter, GrainCallFilter>();
    }
}
