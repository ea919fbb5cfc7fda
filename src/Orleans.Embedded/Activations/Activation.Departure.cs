using EmbeddedEngine.Calls;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace EmbeddedEngine.Activations;

/// <summary>How an activation goes: running requests end, the grain says farewell, its successor takes what waits.</summary>
internal sealed partial class Activation
{
    private bool _finishing;
    private SiloAddress? _migrationTarget;

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
        => MigrateTo(requestContext?.GetValueOrDefault(IPlacementDirector.PlacementHintKey) as SiloAddress, cancellationToken);

    public void MigrateTo(SiloAddress? target, CancellationToken cancellationToken = default)
    {
        _migrationTarget = target;
        Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "The grain migrates."), cancellationToken);
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

        if (!_wasValid)
        {
            _scheduler.QueueAction(static a => ((Activation)a)._activationCancellation?.Cancel(), this);
        }

        _scheduler.RequestPump();
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
            using var timeout = new CancellationTokenSource(_silo.Collection.DeactivationTimeout, _silo.Time);
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_deactivationToken, timeout.Token);
            await StopInstanceAsync(cancellation.Token);
        }
        finally
        {
            await LeaveAsync();
        }
    }

    private async Task StopInstanceAsync(CancellationToken token)
    {
        DisposeTimers();
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

        try
        {
            await (_lifecycle?.StopAsync(token).WaitAsync(token) ?? Task.CompletedTask);
        }
        catch (Exception error)
        {
            Log.StopFailed(_silo.Logger, error, GrainId);
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

        // References remember their last target, and must not keep the grain's memory with it.
        _instance = null;
        _lifecycle = null;
        _scope = null;
    }
}
