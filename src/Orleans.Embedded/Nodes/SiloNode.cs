using System.Collections.Concurrent;
using System.Net;
using EmbeddedEngine.Activations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace EmbeddedEngine;

/// <summary>A logical silo: holds activations, and calls on behalf of the grains in them.</summary>
internal sealed class SiloNode : CallNode
{
    private readonly Lazy<IIncomingGrainCallFilter[]> _incoming;
    private readonly ConcurrentDictionary<Activation, byte> _activations = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _pools = new();
    private readonly GrainCollectionOptions _collection;
    private volatile SiloStatus _status = SiloStatus.Created;

    public SiloNode(
        EmbeddedCluster cluster,
        IServiceProvider services,
        TimeProvider time,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        IOptions<EndpointOptions> endpoint,
        IOptions<SiloOptions> options,
        ILoggerFactory loggers)
        : base(
            cluster,
            services,
            time,
            messaging.Value,
            loggers.CreateLogger("Orleans.Silo"),
            () => [.. services.GetServices<IOutgoingGrainCallFilter>()])
    {
        _collection = collection.Value;
        _incoming = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
        MaxForwardCount = messaging.Value.MaxForwardCount;
        Address = SiloAddress.New(
            endpoint.Value.AdvertisedIPAddress ?? IPAddress.Loopback, endpoint.Value.SiloPort, SiloAddress.AllocateNewGeneration());
        Name = options.Value.SiloName ?? "Silo_" + Address.GetConsistentHashCode().ToString("X8", null);
        StartTime = time.GetUtcNow().UtcDateTime;
    }

    public SiloAddress Address { get; }

    public string Name { get; }

    public DateTime StartTime { get; }

    public int MaxForwardCount { get; }

    public GrainCollectionOptions Collection => _collection;

    public IIncomingGrainCallFilter[] IncomingFilters => _incoming.Value;

    public IEnumerable<Activation> Activations => _activations.Keys;

    public int ActivationCount => _activations.Count;

    public SiloStatus Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>Whether new activations may be placed here.</summary>
    public bool IsAccepting => _status == SiloStatus.Active;

    /// <summary>Makes the filters now, so that one that cannot be made stops the host and not every call.</summary>
    public void MakeFilters() => _ = (IncomingFilters, OutgoingFilters);

    /// <summary>Takes a new activation, unless the silo stops.</summary>
    public bool TryAdd(Activation activation)
    {
        _activations.TryAdd(activation, 0);
        if (IsAccepting)
        {
            return true;
        }

        _activations.TryRemove(activation, out _);
        return false;
    }

    public WorkerPool PoolOf(GrainId id, GrainClass grainClass)
        => _pools.GetOrAdd(id, static (key, arg) => new WorkerPool(arg.Silo, arg.Class, key), (Silo: this, Class: grainClass));

    /// <summary>Forgets a pool whose last worker has gone.</summary>
    public void Forget(WorkerPool pool, GrainId id) => _pools.TryRemove(new(id, pool));

    /// <summary>Forgets an activation that has gone, and lets its grain be placed anew.</summary>
    public void OnGone(Activation activation)
    {
        _activations.TryRemove(activation, out _);
        if (activation.Pool is { } pool)
        {
            pool.Remove(activation);
        }
        else
        {
            Cluster.Unregister(activation);
        }
    }

    public TimeSpan CollectionAgeOf(GrainClass grainClass)
        => grainClass.CollectionAge
            ?? (grainClass.Type.FullName is { } name && _collection.ClassSpecificCollectionAge.TryGetValue(name, out var age)
                ? age
                : _collection.CollectionAge);

    /// <summary>Deactivates the activations that have been idle for the age, or for their class's own.</summary>
    public void CollectIdle(TimeSpan? age = null)
    {
        foreach (var activation in Activations)
        {
            activation.CollectIfIdle(age);
        }
    }

    /// <summary>Deactivates all; those that have not finished when the token is cancelled vanish.</summary>
    public async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down.");
        var all = Activations.ToList();
        foreach (var activation in all)
        {
            activation.Deactivate(reason, cancellationToken);
        }

        try
        {
            await Task.WhenAll(all.Select(a => a.Deactivated)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.DeactivationCutShort(Logger, ActivationCount);
            VanishAll();
        }
    }

    /// <summary>Ends the silo as a crash would.</summary>
    public void Kill()
    {
        _status = SiloStatus.Dead;
        VanishAll();
        Cluster.Leave(this);
        Cluster.FailCallsTo(this);
        Close();
    }

    private void VanishAll()
    {
        foreach (var activation in Activations)
        {
            foreach (var request in activation.Kill())
            {
                request.Sender.OnTargetSiloGone(request);
            }
        }

        Cluster.FailCallsTo(this);
    }
}
