using EmbeddedEngine.Calls;
using EmbeddedEngine.Lifecycle;
using Orleans.Runtime;

namespace EmbeddedEngine.Activations;

/// <summary>One activation of a grain. Its state and its two lists of requests are guarded by one lock.</summary>
internal sealed partial class Activation : CallTarget, IGrainContext
{
    private readonly Lock _gate = new();
    private readonly SiloNode _silo;
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivationScheduler _scheduler;
    private GrainLifecycle? _lifecycle;
    private Dictionary<Type, object>? _components;
    private GrainReference? _reference;
    private GrainAddress? _address;
    private object? _instance;

    public Activation(SiloNode silo, GrainClass grainClass, GrainId id, WorkerPool? pool = null)
    {
        _silo = silo;
        Class = grainClass;
        GrainId = id;
        Pool = pool;
        _scheduler = new ActivationScheduler(this);
        Touch();
    }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    /// <summary>The workers it is one of, for a stateless worker.</summary>
    public WorkerPool? Pool { get; }

    public ActivationId ActivationId { get; } = ActivationId.NewId();

    public override SiloNode Silo => _silo;

    public override object Instance => _instance ?? throw new InvalidOperationException($"{GrainId} has no instance yet.");

    public object? GrainInstance => _instance;

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? _silo.Services;

    public ActivationScheduler TurnScheduler => _scheduler;

    public IWorkItemScheduler Scheduler => _scheduler;

    public Task Deactivated => _deactivated.Task;

    public GrainReference GrainReference => _reference ??= _silo.References.Untyped(GrainId);

    public GrainAddress Address
        => _address ??= new GrainAddress { GrainId = GrainId, ActivationId = ActivationId, SiloAddress = _silo.Address };

    public IGrainLifecycle ObservableLifecycle
        => _lifecycle ??= new GrainLifecycle((name, error) => Log.LifecycleStopFailed(_silo.Logger, error, GrainId, name));

    public object? GetTarget() => _instance;

    public object? GetComponent(Type componentType)
    {
        if (componentType.IsInstanceOfType(_instance))
        {
            return _instance;
        }

        if (componentType.IsInstanceOfType(this))
        {
            return this;
        }

        lock (_gate)
        {
            return _components?.GetValueOrDefault(componentType);
        }
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        lock (_gate)
        {
            _components ??= [];
            if (value is null)
            {
                _components.Remove(typeof(TComponent));
            }
            else
            {
                _components[typeof(TComponent)] = value;
            }
        }
    }

    public void ReceiveMessage(object message)
    {
        var request = (GrainRequest)message;
        if (!TryEnqueue(request))
        {
            _silo.Cluster.Route(request);
        }
    }

    public override void Cancel(CancellationTokenSource source)
        => _scheduler.QueueAction(static s => ((CancellationTokenSource)s).Cancel(), source);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => ActivationId.GetHashCode();

    public override string ToString() => $"[Activation: {_silo.Address}/{GrainId}{ActivationId} {_state}]";
}
