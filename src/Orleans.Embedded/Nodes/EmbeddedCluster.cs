using System.Collections.Concurrent;
using EmbeddedEngine.Activations;
using EmbeddedEngine.Calls;
using EmbeddedEngine.Discovery;
using EmbeddedEngine.Observers;
using EmbeddedEngine.Storage;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine;

/// <summary>What the silos of one cluster share: the directory of activations, the observers, the volatile stores.</summary>
internal sealed class EmbeddedCluster
{
    private const int MaxAttempts = 100;

    private readonly ConcurrentDictionary<GrainId, Activation> _directory = new();
    private readonly ConcurrentDictionary<(Type Kind, string Name), Lazy<object>> _shared = new();
    private readonly Lock _gate = new();
    private volatile SiloNode[] _silos = [];
    private volatile CallNode[] _nodes = [];

    /// <summary>Raised when a silo has become active or has gone.</summary>
    public event Action? MembershipChanged;

    public GrainCatalog Catalog { get; } = new();

    public ObserverTable Observers { get; } = new();

    public MemoryStores MemoryStores { get; } = new();

    public IReadOnlyList<SiloNode> Silos => _silos;

    public IReadOnlyDictionary<GrainId, Activation> Directory => _directory;

    /// <summary>What all silos use in common, made once by its kind and name.</summary>
    public T SharedBy<T>(string name, Func<string, T> create)
        where T : class
        => (T)_shared.GetOrAdd((typeof(T), name), key => new Lazy<object>(() => create(key.Name))).Value;

    public void Join(CallNode node)
    {
        lock (_gate)
        {
            _nodes = [.. _nodes, node];
            if (node is SiloNode silo)
            {
                _silos = [.. _silos, silo];
            }
        }
    }

    public void Leave(CallNode node)
    {
        lock (_gate)
        {
            _nodes = [.. _nodes.Where(n => n != node)];
            _silos = [.. _silos.Where(s => s != node)];
        }

        OnMembershipChanged();
    }

    public void OnMembershipChanged() => MembershipChanged?.Invoke();

    public List<SiloNode> ActiveSilos() => [.. _silos.Where(s => s.IsAccepting)];

    public void FailCallsTo(SiloNode silo)
    {
        foreach (var node in _nodes)
        {
            foreach (var request in node.Outstanding.Where(r => ReferenceEquals(r.Target?.Silo, silo)))
            {
                node.OnTargetSiloGone(request);
            }
        }
    }

    /// <summary>Brings the request to its target, which is activated where there is none.</summary>
    public void Route(GrainRequest request)
    {
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                if (TryRoute(request))
                {
                    return;
                }
            }

            Reject(request, new OrleansMessageRejectionException($"No target could take the message: {request}."));
        }
        catch (Exception error)
        {
            Reject(request, error);
        }
    }

    /// <summary>Hands on what an activation that went away had not begun.</summary>
    public void Forward(GrainRequest request, Exception? activationError)
    {
        if (request.IsLocalOnly)
        {
            return;
        }

        if (activationError is not null)
        {
            Reject(request, activationError);
        }
        else if (request.Target is Activation { Pool: null } gone && ++request.Forwards > gone.Silo.MaxForwardCount)
        {
            Reject(request, new OrleansMessageRejectionException($"The message was forwarded {request.Forwards - 1} times in vain: {request}."));
        }
        else
        {
            Route(request);
        }
    }

    public void Unregister(Activation activation) => _directory.TryRemove(new(activation.GrainId, activation));

    public Activation? Find(GrainId id) => _directory.GetValueOrDefault(id);

    /// <summary>Activates the grain on that silo, where it is active and the grain is nowhere.</summary>
    public void PlaceOn(SiloAddress target, GrainClass grainClass, GrainId id)
    {
        if (_silos.FirstOrDefault(s => s.IsAccepting && s.Address.Equals(target)) is { } silo
            && Register(new Activation(silo, grainClass, id)) is { } activation)
        {
            activation.Activate(null);
        }
    }

    private bool TryRoute(GrainRequest request)
    {
        if (ObserverTable.IsObserver(request.TargetId))
        {
            return Observers.Find(request.TargetId).TryEnqueue(request);
        }

        var grainClass = Catalog.ClassOf(request.TargetId.Type, request.Sender.Services);
        if (grainClass.MaxLocalWorkers > 0)
        {
            return Place(grainClass, request, preferLocal: true).PoolOf(request.TargetId, grainClass).TryEnqueue(request);
        }

        var target = _directory.GetValueOrDefault(request.TargetId)
            ?? Register(new Activation(Place(grainClass, request, preferLocal: false), grainClass, request.TargetId));
        if (target is null)
        {
            return false;
        }

        if (!target.TryEnqueue(request))
        {
            // It has gone, and may not have got round to saying so.
            Unregister(target);
            return false;
        }

        if (request.Reference is { } reference)
        {
            reference.LastTarget = target;
        }

        return true;
    }

    // The one that is registered now, or null where its silo refused it.
    private Activation? Register(Activation fresh)
    {
        if (!fresh.Silo.TryAdd(fresh))
        {
            return null;
        }

        var registered = _directory.GetOrAdd(fresh.GrainId, fresh);
        if (!ReferenceEquals(registered, fresh))
        {
            fresh.Silo.OnGone(fresh);
            return registered;
        }

        if (fresh.Silo.Status == SiloStatus.Dead)
        {
            fresh.Kill();
            return null;
        }

        if (!fresh.Silo.IsAccepting)
        {
            // The silo stopped meanwhile, and may have missed it.
            fresh.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."));
        }

        return fresh;
    }

    private SiloNode Place(GrainClass grainClass, GrainRequest request, bool preferLocal)
    {
        var local = request.Sender as SiloNode;
        if ((preferLocal || grainClass.Placement is PreferLocalPlacement) && local is { IsAccepting: true })
        {
            return local;
        }

        var active = ActiveSilos();
        return active.Count switch
        {
            0 => throw new SiloUnavailableException($"There is no active silo to take the message: {request}."),
            1 => active[0],
            _ => grainClass.Placement switch
            {
                HashBasedPlacement => active.OrderBy(s => s.Address).ElementAt((int)(request.TargetId.GetUniformHashCode() % (uint)active.Count)),
                ActivationCountBasedPlacement or ResourceOptimizedPlacement => active.MinBy(s => s.ActivationCount)!,
                _ => active[Random.Shared.Next(active.Count)],
            },
        };
    }

    private static void Reject(GrainRequest request, Exception error)
    {
        if (request.IsOneWay)
        {
            Log.OneWayRejected(request.Sender.Logger, error, request);
        }

        request.Fail(error);
    }
}
