using OrleansTrading.Storage;

namespace OrleansTrading.Silo.Metrics;

/// <summary>Puts a measure before every store.</summary>
internal static class MeasuredStoresExtensions
{
    /// <summary>The ports of the store: what the storage project calls a store, save what is the way one is kept.</summary>
    public static IReadOnlyList<Type> Ports { get; } =
    [
        .. typeof(IMarketStore).Assembly.GetTypes()
            .Where(type => type is { IsInterface: true, IsPublic: true } && type.Name.EndsWith("Store", StringComparison.Ordinal))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>Comes after all stores have been registered.</summary>
    public static IServiceCollection MeasureStores(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            // A store is opened before the pages are mapped: what it measures until then is not to be missed.
            provider.GetRequiredService<MetricsRegistry>();
            return new StorageMetrics();
        });
        foreach (var port in Ports)
        {
            if (services.LastOrDefault(service => service.ServiceType == port && !service.IsKeyedService) is not { } registered)
                continue;
            services.Remove(registered);
            services.Add(ServiceDescriptor.Describe(
                port, provider => MeasuredStore.Of(port, Make(provider, registered), provider.GetRequiredService<StorageMetrics>()), registered.Lifetime));
        }

        return services;
    }

    private static object Make(IServiceProvider provider, ServiceDescriptor registered) =>
        registered.ImplementationInstance
        ?? registered.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!);
}
