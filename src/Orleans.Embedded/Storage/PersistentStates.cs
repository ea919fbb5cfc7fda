using System.Collections.Concurrent;
using System.Reflection;
using EmbeddedEngine.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedEngine.Storage;

/// <summary>Makes the stored records of grains and has them read before the grain activates.</summary>
internal static class PersistentStates
{
    private const string NameOfOwnState = "state";

    private static readonly ConcurrentDictionary<Type, MethodInfo> Factories = new();

    /// <summary>Fills a constructor parameter.</summary>
    public static Func<Activation, object?> FactoryFor(Type stateType, IPersistentStateConfiguration configuration)
    {
        var create = Factories.GetOrAdd(
            stateType,
            static t => typeof(PersistentStates).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(t));
        var typed = create.CreateDelegate<Func<Activation, string, string?, object>>();
        return activation => typed(activation, configuration.StateName, configuration.StorageName);
    }

    /// <summary>The one record of a grain that derives from <see cref="Grain{TGrainState}"/>.</summary>
    public static IStorage<TState> OfGrain<TState>(Activation activation)
        => Create<TState>(
            activation,
            NameOfOwnState,
            activation.Class.Type.GetCustomAttribute<StorageProviderAttribute>(true)?.ProviderName);

    private static PersistentState<TState> Create<TState>(Activation activation, string stateName, string? storageName)
    {
        var state = new PersistentState<TState>(activation, stateName, Find(activation, storageName));
        activation.ObservableLifecycle.Subscribe(
            stateName, GrainLifecycleStage.SetupState, token => state.ReadOnActivationAsync(token));
        return state;
    }

    private static IGrainStorage Find(Activation activation, string? storageName)
    {
        var services = activation.ActivationServices;
        var storage = string.IsNullOrEmpty(storageName)
            ? services.GetService<IGrainStorage>() ?? services.GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
            : services.GetKeyedService<IGrainStorage>(storageName);
        return storage ?? throw new InvalidOperationException(
            string.IsNullOrEmpty(storageName)
                ? $"No default storage provider found loading grain type {activation.Class.Type.FullName}."
                : $"No storage provider named \"{storageName}\" found loading grain type {activation.Class.Type.FullName}.");
    }
}
