using EmbeddedEngine.Calls;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine;

/// <summary>Makes references for one node.</summary>
internal class GrainFactory(CallNode node) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey
        => Create<TGrainInterface>(GrainKeys.FromGuid(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey
        => Create<TGrainInterface>(GrainKeys.FromInteger(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
        => Create<TGrainInterface>(FromText(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey
        => Create<TGrainInterface>(GrainKeys.FromGuid(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey
        => Create<TGrainInterface>(GrainKeys.FromInteger(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
        => node.Cluster.Observers.Add<TGrainObserverInterface>(node, obj);

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
        => node.Cluster.Observers.Remove(obj);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey)
        => (IGrain)GetGrain(grainInterfaceType, GrainKeys.FromGuid(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey)
        => (IGrain)GetGrain(grainInterfaceType, GrainKeys.FromInteger(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
        => (IGrain)GetGrain(grainInterfaceType, FromText(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension)
        => (IGrain)GetGrain(grainInterfaceType, GrainKeys.FromGuid(grainPrimaryKey, Extension(keyExtension)));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension)
        => (IGrain)GetGrain(grainInterfaceType, GrainKeys.FromInteger(grainPrimaryKey, Extension(keyExtension)));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable
        => (TGrainInterface)node.References.Create(grainId, typeof(TGrainInterface));

    public IAddressable GetGrain(GrainId grainId) => node.References.Untyped(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType)
    {
        var grainClass = node.Cluster.Catalog.ClassOf(grainId.Type, node.Services).Type;
        var contract = Array.Find(
            grainClass.GetInterfaces(),
            i => typeof(IAddressable).IsAssignableFrom(i) && GrainNames.OfInterface(i).Equals(interfaceType))
            ?? throw new ArgumentException($"{grainClass} does not implement the interface {interfaceType}.", nameof(interfaceType));
        return (IAddressable)node.References.Create(grainId, contract);
    }

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix)
        => (IAddressable)Create(interfaceType, grainKey, grainClassNamePrefix);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => (IAddressable)Create(interfaceType, grainKey, null);

    private TGrainInterface Create<TGrainInterface>(IdSpan key, string? prefix)
        => (TGrainInterface)Create(typeof(TGrainInterface), key, prefix);

    private object Create(Type interfaceType, IdSpan key, string? prefix)
    {
        var grainClass = node.Cluster.Catalog.ClassFor(interfaceType, prefix, node.Services);
        return node.References.Create(GrainId.Create(grainClass.GrainType, key), interfaceType);
    }

    private static IdSpan FromText(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private static string Extension(string extension)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(extension);
        return extension;
    }
}
