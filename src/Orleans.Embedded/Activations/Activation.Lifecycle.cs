using EmbeddedEngine.Calls;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Activations;

/// <summary>How an activation comes and goes.</summary>
internal sealed partial class Activation
{
    private ActivationState _state = ActivationState.Activating;
    private bool _started;
    private bool _wasValid;
    private bool _finishing;
    private bool _isActivating;
    private CallContext? _activationContext;
    private IServiceScope? _scope;
    private CancellationTokenSource? _activationCancellation;
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private SiloAddress? _migrationTarget;
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

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
        => Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "The grain migrates."), cancellationToken);

    public void MigrateTo(SiloAddress? target)
    {
        _migrationTarget = target;
        Migrate(null);
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Invalid)
            {
                return;
            }

            _wasValid = _state == ActivationState.Valid;
            _state = ActivationState.Deactivating;
            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
        }

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
            _activationError = error;
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

    private void FinishDeactivationIfDue()
    {
        lock (_gate)
        {
            if (_state != ActivationState.Deactivating || _running.Count > 0 || _finishing)
            {
                return;
            }

            _finishing = true;
        }

        _ = DeactivateAsync();
    }

    private async Task DeactivateAsync()
    {
        try
        {
            DisposeTimers();
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_deactivationToken);
            using var timeout = new CancellationTokenSource(_silo.Collection.DeactivationTimeout, _silo.Time);
            using var link = timeout.Token.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), cancellation);
            await StopInstanceAsync(cancellation.Token);
        }
        finally
        {
            await LeaveAsync();
        }
    }

    private async Task StopInstanceAsync(CancellationToken token)
    {
        if (_wasValid && _instance is IGrainBase grain)
        {
            try
            {
                await grain.OnDeactivateAsync(_reason, token).WaitAsync(token);
            }
            catch (Exception error)
            {
                Log.DeactivationFailed(_silo.Logger, error, GrainId);
            }
        }

        if (_lifecycle is { } lifecycle)
        {
            await lifecycle.StopAsync(token);
        }
    }

    // Only once nobody can find it any more do those that waited go on to its successor.
    private async Task LeaveAsync()
    {
        _silo.OnGone(this);
        List<GrainRequest> waiting;
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            waiting = _waiting.TakeAll();
        }

        Log.Deactivated(_silo.Logger, GrainId, _reason.ReasonCode);
        if (_migrationTarget is { } target && Pool is null)
        {
            _silo.Cluster.PlaceOn(target, Class, GrainId);
        }

        foreach (var request in waiting)
        {
            _silo.Cluster.Forward(request, _activationError);
        }

        await DisposeInstanceAsync();
        _deactivated.TrySetResult();
    }

    private async Task DisposeInstanceAsync()
    {
        try
        {
            switch (_instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            if (_scope is IAsyncDisposable scope)
            {
                await scope.DisposeAsync();
            }
            else
            {
                _scope?.Dispose();
            }
        }
        catch (Exception error)
        {
            Log.DisposalFailed(_silo.Logger, error, GrainId);
        }
    }
}
