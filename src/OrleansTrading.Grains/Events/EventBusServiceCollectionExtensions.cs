using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

public static class EventBusServiceCollectionExtensions
{
    /// <summary>The silo's <see cref="IEventBus"/>, and what connects it with the other silos'.</summary>
    public static IServiceCollection AddEventBus(this IServiceCollection services)
    {
        services.AddOptions<EventsOptions>().BindConfiguration(EventsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventBus>();
        services.TryAddSingleton<IEventBus>(provider => provider.GetRequiredService<EventBus>());
        services.AddHostedService<EventRelay>();
        return services;
    }
}
