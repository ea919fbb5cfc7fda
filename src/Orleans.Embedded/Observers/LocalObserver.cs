using EmbeddedEngine.Activations;
using EmbeddedEngine.Calls;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedEngine.Observers;

/// <summary>One observer: its calls run on the thread pool, one after the other.</summary>
internal sealed class LocalObserver(CallNode node, GrainId id, IGrainObserver observer) : CallTarget, IThreadPoolWorkItem, ITargetHolder
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Lock _gate = new();
    private readonly RequestList _waiting = new();
    private IGrainObserver? _called;
    private bool _running;

    public CallNode Node => node;

    public override SiloNode? Silo => node as SiloNode;

    public override object Instance => _called ?? throw new InvalidOperationException("The observer is not being called.");

    public override bool TryEnqueue(GrainRequest request)
    {
        lock (_gate)
        {
            request.Target = this;
            _waiting.Add(request);
            if (_running)
            {
                return true;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    public override void Cancel(CancellationTokenSource source) => source.Cancel();

    public override void OnCompleted(GrainRequest request, Exception? error)
    {
        if (error is not null && request.IsOneWay)
        {
            Log.OneWayFailed(node.Logger, error, request);
        }

        // Not from here: what has completed may have to return first.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public object? GetTarget() => _called;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(_called) ? _called : null;

    public void Execute()
    {
        _called = null;
        GrainRequest request;
        lock (_gate)
        {
            if (_waiting.First is not { } first)
            {
                _running = false;
                return;
            }

            _waiting.Remove(first);
            request = first;
        }

        if (!_observer.TryGetTarget(out _called))
        {
            node.Cluster.Observers.Remove(id);
            OnCompleted(request, null);
            request.Fail(new OrleansMessageRejectionException($"The observer {id} is not there any more."));
            return;
        }

        RequestContext.Current = request.Context;
        request.Begin(this);
    }
}
