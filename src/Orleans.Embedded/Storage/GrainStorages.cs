using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace EmbeddedEngine.Storage;

internal static class GrainStorages
{
    /// <summary>Registers a storage by its name, and without one where it is the default.</summary>
    public static void Add(IServiceCollection services, string name, Func<IServiceProvider, IGrainStorage> factory)
    {
        services.AddKeyedSingleton(name, (provider, _) => factory(provider));
        if (name == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(name));
        }
    }
}
