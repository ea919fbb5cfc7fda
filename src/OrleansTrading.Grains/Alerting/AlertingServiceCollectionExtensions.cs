using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Grains.Alerting.CatchUp;
using OrleansTrading.Grains.Alerting.Sinks;

namespace OrleansTrading.Grains.Alerting;

public static class AlertingServiceCollectionExtensions
{
    /// <summary>The ways to people, and what feeds them. It needs the event bus and the record stores; where accounts' events are stored, it reads them.</summary>
    public static IServiceCollection AddAlerting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AlertingOptions>().Bind(configuration.GetSection(AlertingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AlertingOptions>, AlertingOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AlertSinks>();
        services.AddSingleton<IAlertRoutes>(provider => provider.GetRequiredService<AlertSinks>());
        services.AddSingleton<IAlertRouteTests>(provider => provider.GetRequiredService<AlertSinks>());
        services.AddSingleton<INewsStore, SignalNews>();
        services.AddSingleton<INewsStore, RunNews>();
        services.AddSingleton<INewsStore, OpportunityNews>();
        services.AddHostedService<AlertFeeder>();
        return services;
    }
}
