namespace EmbeddedEngine.Calls;

/// <summary>
/// Cancellation across the call: the method gets a token of the call's own, cancelled on the turns of its grain.
/// </summary>
internal abstract partial class GrainRequest
{
    private Cancellation? _cancellation;

    /// <summary>Replaces the token among the arguments; emitted where there is one.</summary>
    protected virtual void SetCancellationToken(CancellationToken token)
    {
    }

    public bool TryCancel()
    {
        if (_cancellation?.Source is not { } source)
        {
            return false;
        }

        if (Target is { } target)
        {
            target.Cancel(source);
        }
        else
        {
            source.Cancel();
        }

        return true;
    }

    /// <summary>Called once by the sender before the request goes out.</summary>
    public void BeginCancellation()
    {
        if (!IsCancellable)
        {
            return;
        }

        var token = GetCancellationToken();
        if (!token.CanBeCanceled && !Sender.CancelRequestOnTimeout)
        {
            return;
        }

        _cancellation = new Cancellation(token);
        SetCancellationToken(_cancellation.Source.Token);
        if (token.CanBeCanceled)
        {
            _cancellation.Registration = token.UnsafeRegister(static (state, t) => ((GrainRequest)state!).OnCallerCancelled(t), this);
            if (IsAnswered)
            {
                EndCancellation();
            }
        }
    }

    private void OnCallerCancelled(CancellationToken token)
    {
        if (Sender.WaitForCancellationAcknowledgement && Target is not null)
        {
            TryCancel();
            return;
        }

        if (TryAnswer())
        {
            SetException(new OperationCanceledException(token));
            TryCancel();
        }
    }

    // The registration itself may be calling, so this must not wait for it to end.
    private void EndCancellation() => _cancellation?.Registration.Unregister();

    private sealed class Cancellation(CancellationToken callerToken)
    {
        public readonly CancellationToken CallerToken = callerToken;

        public readonly CancellationTokenSource Source = new();

        public CancellationTokenRegistration Registration;
    }
}
