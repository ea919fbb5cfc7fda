using System.Threading.Tasks.Sources;

namespace EmbeddedEngine.Calls;

/// <summary>A request whose caller waits on a value task; the request itself is what is waited on.</summary>
internal abstract class ValuePromiseRequest<T> : GrainRequest, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _promise = new() { RunContinuationsAsynchronously = true };

    public ValueTask<T> Promise => new(this, _promise.Version);

    public ValueTask VoidPromise => new(this, _promise.Version);

    public override async Task<object?> SendForFilters()
    {
        var promise = Promise;
        Sender.Dispatch(this);
        return await promise;
    }

    protected override void ResetPromise() => _promise = new() { RunContinuationsAsynchronously = true };

    protected override void SetException(Exception error) => _promise.SetException(error);

    protected override void SetObjectResult(object? result) => _promise.SetResult(result is null ? default! : (T)result);

    protected void Complete(CallTarget target, T result)
    {
        target.OnCompleted(this, null);
        Reply(result);
    }

    protected void Reply(T result)
    {
        if (TryReply())
        {
            _promise.SetResult(result);
        }
    }

    protected void Break(CallTarget target, Exception error)
    {
        target.OnCompleted(this, error);
        Fault(error);
    }

    T IValueTaskSource<T>.GetResult(short token) => _promise.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _promise.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _promise.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _promise.OnCompleted(continuation, state, token, flags);
}
