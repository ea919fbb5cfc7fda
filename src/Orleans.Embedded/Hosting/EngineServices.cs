using EmbeddedEngine.Lifecycle;
using EmbeddedEngine.Reminders;
using EmbeddedEngine.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Timers;

namespace EmbeddedEngine.Hosting;

/// <summary>The services of a silo, and of a client.</summary>
internal static class EngineServices
{
    public static void AddSilo(IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(SiloNode)))
        {
            return;
        }

        AddCommon(services);
        services.AddSingleton<SiloNode>();
        services.AddSingleton<CallNode>(s => s.GetRequiredService<SiloNode>());
        services.AddSingleton(s =>
        {
            var logger = s.GetRequiredService<ILoggerFactory>().CreateLogger("Orleans.Silo");
            return new SiloLifecycle((name, error) => Log.SiloStopFailed(logger, error, name));
        });
        services.AddSingleton<ISiloLifecycle>(s => s.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<SiloHost>();
        services.AddHostedService(s => s.GetRequiredService<SiloHost>());
        services.AddOptions<GrainCollectionOptions>()
            .Validate(
                o => o.CollectionQuantum > TimeSpan.Zero && o.CollectionAge > o.CollectionQuantum,
                "GrainCollectionOptions.CollectionAge must be greater than CollectionQuantum, and that greater than zero.")
            .ValidateOnStart();
    }

    public static void AddClient(IServiceCollection services)
    {
        AddCommon(services);
        services.AddSingleton<ClientNode>();
        services.AddSingleton<CallNode>(s => s.GetRequiredService<ClientNode>());
        services.AddHostedService<ClientHost>();
    }

    private static void AddCommon(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EmbeddedCluster>();
        services.AddSingleton(s => new ClusterClient(s.GetRequiredService<CallNode>()));
        services.TryAddSingleton<IClusterClient>(s => s.GetRequiredService<ClusterClient>());
        services.TryAddSingleton<IGrainFactory>(s => s.GetRequiredService<ClusterClient>());
    }
}
