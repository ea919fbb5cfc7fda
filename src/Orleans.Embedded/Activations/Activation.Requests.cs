using EmbeddedEngine.Calls;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedEngine.Activations;

/// <summary>Which requests wait and which run.</summary>
internal sealed partial class Activation
{
    // One turn starts at most this many requests before others of the same grain go on.
    private const int PumpLimit = 64;

    private readonly RequestList _waiting = new();
    private readonly RequestList _running = new();

    /// <summary>How many requests wait or run; a worker pool picks the least busy.</summary>
    public int Load
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count + _running.Count;
            }
        }
    }

    public override bool TryEnqueue(GrainRequest request)
    {
        bool pump;
        lock (_gate)
        {
            if (_state == ActivationState.Invalid)
            {
                return false;
            }

            request.Target = this;
            _waiting.Add(request);

            // What waits already was looked at when it came; only the newcomer can be ready to run.
            pump = _running.Count == 0 || Class.MayInterleave is not null || CanInterleave(request);
        }

        if (pump)
        {
            _scheduler.RequestPump();
        }

        return true;
    }

    /// <summary>Starts the requests that may run now, in their order. Runs as a turn.</summary>
    public void Pump()
    {
        if (!EnsureActivated())
        {
            return;
        }

        var flow = ExecutionContext.Capture();
        for (var i = 0; i < PumpLimit; i++)
        {
            if (TakeNext() is not { } request)
            {
                FinishDeactivationIfDue();
                return;
            }

            Start(request);
            if (flow is not null && !ReferenceEquals(ExecutionContext.Capture(), flow))
            {
                // What a method set for itself must not reach the next one.
                ExecutionContext.Restore(flow);
            }
        }

        _scheduler.RequestPump();
    }

    public override void OnCompleted(GrainRequest request, Exception? error)
    {
        bool pump;
        lock (_gate)
        {
            _running.Remove(request);
            pump = _waiting.Count > 0 || _state == ActivationState.Deactivating;
        }

        if (request.IsKeepAlive)
        {
            Touch();
        }

        if (error is not null)
        {
            OnRequestFailed(request, error);
        }

        if (pump)
        {
            _scheduler.RequestPump();
        }
    }

    private GrainRequest? TakeNext()
    {
        lock (_gate)
        {
            for (var request = _finishing ? null : _waiting.First; request is not null;)
            {
                var next = request.Next;
                if (!request.IsOneWay && request.IsAnswered && !request.Sender.IsClosed)
                {
                    // The caller has given up on it. What a silo sent before it went is run all the same.
                    _waiting.Remove(request);
                }
                else if (_state == ActivationState.Deactivating && !request.IsLocalOnly)
                {
                    // Its successor will run it.
                }
                else if (MayRunOrFails(request))
                {
                    _waiting.Remove(request);
                    _running.Add(request);
                    return request;
                }

                request = next;
            }

            return null;
        }
    }

    private void Start(GrainRequest request)
    {
        if (request.Context is { } context)
        {
            RequestContext.Current = context;
        }

        if (_silo.IncomingFilters.Length > 0 || Class.FiltersItself)
        {
            new Filters.IncomingCall(request, this, _silo.IncomingFilters).Run();
        }
        else
        {
            request.Begin(this);
        }
    }

    private void OnRequestFailed(GrainRequest request, Exception error)
    {
        if (request.IsOneWay)
        {
            Log.OneWayFailed(_silo.Logger, error, request);
        }

        if (error is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            Deactivate(new Orleans.DeactivationReason(
                Orleans.DeactivationReasonCode.ApplicationError, error, "The stored state is not the one that the grain knew."));
        }
    }
}
