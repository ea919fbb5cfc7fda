using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Observers;

/// <summary>The objects that grains can call back. It keeps none of them alive.</summary>
internal sealed class ObserverTable
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<GrainId, LocalObserver> _observers = new();

    public static bool IsObserver(GrainId id) => id.Type.Equals(ObserverType);

    public TInterface Add<TInterface>(CallNode node, IGrainObserver observer)
        where TInterface : IGrainObserver
    {
        if (observer is GrainReference or Grain)
        {
            throw new ArgumentException("An observer is an object of its own, neither a grain nor a reference.", nameof(observer));
        }

        var id = GrainId.Create(ObserverType, Guid.NewGuid().ToString("N"));
        _observers[id] = new LocalObserver(node, id, observer);
        return (TInterface)node.References.Create(id, typeof(TInterface));
    }

    public void Remove(IGrainObserver reference)
    {
        if (reference is not GrainReference { GrainId: var id } || !IsObserver(id))
        {
            throw new ArgumentException("Only a reference that CreateObjectReference made can be deleted.", nameof(reference));
        }

        _observers.TryRemove(id, out _);
    }

    public void Remove(GrainId id) => _observers.TryRemove(id, out _);

    public void RemoveAllOf(CallNode node)
    {
        foreach (var (id, observer) in _observers)
        {
            if (ReferenceEquals(observer.Node, node))
            {
                _observers.TryRemove(id, out _);
            }
        }
    }

    public LocalObserver Find(GrainId id)
        => _observers.GetValueOrDefault(id)
            ?? throw new OrleansMessageRejectionException($"The observer {id} is not there any more.");
}
