using System.Runtime.CompilerServices;

namespace EmbeddedEngine.Calls;

/// <summary>A request whose caller waits on a task.</summary>
internal abstract class TaskPromiseRequest<T> : GrainRequest
{
    private AsyncTaskMethodBuilder<T> _promise;

    // Made by the sender before the request goes out: the builder is not made for two threads.
    public Task<T> Promise => _promise.Task;

    public override async Task<object?> SendForFilters()
    {
        var promise = Promise;
        Sender.Dispatch(this);
        return await promise;
    }

    protected override void ResetPromise() => _promise = default;

    protected override void SetException(Exception error)
    {
        // Nobody would ever observe the failure of a one-way call.
        if (!IsOneWay)
        {
            _promise.SetException(error);
        }
    }

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
}
