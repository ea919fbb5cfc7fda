using EmbeddedEngine.Calls;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Activations;

/// <summary>How an activation comes, and how it ends without a farewell.</summary>
internal sealed partial class Activation
{
    private ActivationState _state = ActivationState.Activating;
    private bool _started;
    private bool _wasValid;
    private bool _isActivating;
    private CallContext? _activationContext;
    private IServiceScope? _scope;
    private CancellationTokenSource? _activationCancellation;
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private Exception? _activationError;

    public bool IsValid
    {
        get
        {
            lock (_gate)
            {
                return _state == ActivationState.Valid;
            }
        }
    }

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        _activationContext = requestContext is null ? null : CallContext.Of(requestContext);
        _scheduler.RequestPump();
    }

    /// <summary>Makes it vanish as in a crash: nothing more is run for it, and what it held is gone.</summary>
    public List<GrainRequest> Kill()
    {
        List<GrainRequest> waiting;
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            waiting = _waiting.TakeAll();
        }

        DisposeTimers();
        _silo.OnGone(this);
        _deactivated.TrySetResult();
        return waiting;
    }

    // True where requests may run. Starts the activation the first time.
    private bool EnsureActivated()
    {
        if (!_started)
        {
            lock (_gate)
            {
                if (_state == ActivationState.Invalid)
                {
                    return false;
                }
            }

            _started = true;
            _isActivating = true;
            _ = ActivateAsync();
        }

        return !_isActivating;
    }

    private async Task ActivateAsync()
    {
        try
        {
            lock (_gate)
            {
                _activationContext ??= _waiting.First?.Context;
            }

            if (_activationContext is { } context)
            {
                RequestContext.Current = context;
            }

            using var cancellation = new CancellationTokenSource(_silo.Collection.ActivationTimeout, _silo.Time);
            _activationCancellation = cancellation;
            await StartInstanceAsync(cancellation.Token);
            lock (_gate)
            {
                if (_state == ActivationState.Activating)
                {
                    _state = ActivationState.Valid;
                }
                else
                {
                    // Told to go while it came: what it has set up it shall clear away.
                    _wasValid = true;
                }
            }

            Touch();
            Log.Activated(_silo.Logger, GrainId);
        }
        catch (Exception error)
        {
            Log.ActivationFailed(_silo.Logger, error, GrainId);
            lock (_gate)
            {
                // One told to go while it came hands its requests on.
                _activationError = _state == ActivationState.Activating ? error : null;
            }

            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationFailed, error, "Failed to activate grain."));
        }
        finally
        {
            _activationCancellation = null;
            _isActivating = false;
            _scheduler.RequestPump();
        }
    }

    private async Task StartInstanceAsync(CancellationToken token)
    {
        _scope = _silo.Services.CreateScope();
        _instance = Class.Create(this);
        if (_lifecycle is { } lifecycle || Subscribes(out lifecycle))
        {
            await lifecycle.StartAsync(token).WaitAsync(token);
        }

        if (_instance is IGrainBase grain)
        {
            await grain.OnActivateAsync(token).WaitAsync(token);
        }
    }

    private bool Subscribes([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Lifecycle.GrainLifecycle? lifecycle)
    {
        if (_instance is ILifecycleParticipant<IGrainLifecycle> participant)
        {
            participant.Participate(ObservableLifecycle);
        }

        lifecycle = _lifecycle;
        return lifecycle is not null;
    }
}
