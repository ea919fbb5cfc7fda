using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

public static class EventBusServiceCollectionExtensions
{
    /// <summary>The silo's <see cref="IEventBus"/>.</summary>
    public static IServiceCollection AddEventBus(this IServiceCollection services)
    {
        services.TryAddSingleton<EventBus>();
        services.TryAddSingleton<IEventBus>(provider => provider.GetRequiredService<EventBus>());
        return services;
    }
}
