using System.Reflection;
using EmbeddedEngine.Activations;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedEngine.Calls;

/// <summary>
/// One call: its method, target and arguments on the way there, its outcome on the way back.
/// Emitted classes add a field per argument and the call itself.
/// </summary>
internal abstract partial class GrainRequest : IInvokable
{
    private const int Pending = 0;
    private const int Done = 1;
    private const int Lost = 2;

    private int _state;

    /// <summary>Set by the sender before the request goes out.</summary>
    public InvokedMethod Invoked { get; set; } = null!;

    public CallNode Sender { get; set; } = null!;

    public GrainReference? Reference { get; set; }

    /// <summary>The activation that made the call, or null where no grain did.</summary>
    public Activation? Source { get; set; }

    public virtual GrainId TargetId => Reference!.GrainId;

    public GrainId? SourceId => Source?.GrainId;

    public CallContext? Context { get; set; }

    /// <summary>The latest target that took the request; its silo's death ends the call.</summary>
    public CallTarget? Target { get; set; }

    /// <summary>How often the request was handed on by a target that went away.</summary>
    public int Forwards { get; set; }

    /// <summary>Neighbours in the queue or in the running set of its target, guarded by that target.</summary>
    public GrainRequest? Next { get; set; }

    public GrainRequest? Previous { get; set; }

    /// <summary>Bookkeeping of <see cref="OutstandingCalls"/>, guarded by its shard.</summary>
    public OutstandingCalls.Slot Outstanding;

    public virtual bool IsOneWay => Invoked.OneWay;

    public virtual bool IsReadOnly => Invoked.ReadOnly;

    public virtual bool IsAlwaysInterleave => Invoked.AlwaysInterleave;

    /// <summary>Runs only on the activation that it was made for, even while that deactivates.</summary>
    public virtual bool IsLocalOnly => false;

    /// <summary>Whether running it counts as activity of the grain.</summary>
    public virtual bool IsKeepAlive => true;

    /// <summary>True once the caller has its answer, whatever the target still does.</summary>
    public bool IsAnswered => Volatile.Read(ref _state) == Done;

    public virtual bool IsCancellable => false;

    /// <summary>Calls the method and answers the caller when it is through.</summary>
    public abstract void Begin(CallTarget target);

    /// <summary>Calls the method for the filters. The task ends as the method does, and holds its result for those that follow.</summary>
    public abstract Task InvokeOn(object target);

    /// <summary>The result of a call that has succeeded, as an object.</summary>
    public abstract object? ResultOf(Task answer);

    /// <summary>Answers with the result of a call that has succeeded.</summary>
    public abstract void SucceedWith(Task answer);

    /// <summary>Sends it and waits for its outcome as an object; for the filters.</summary>
    public abstract Task<object?> SendForFilters();

    /// <summary>The same call anew, for a filter that tries again.</summary>
    public GrainRequest Renew()
    {
        var renewed = (GrainRequest)MemberwiseClone();
        renewed._state = Pending;
        renewed.Forwards = 0;
        if (_cancellation is { } cancellation)
        {
            renewed._cancellation = null;
            renewed.SetCancellationToken(cancellation.CallerToken);
        }

        renewed.Outstanding = default;
        renewed.Target = null;
        renewed.Next = renewed.Previous = null;
        renewed.ResetPromise();
        return renewed;
    }

    /// <summary>Ends the call for a reason of its sender's or of the way there.</summary>
    public void Fail(Exception error)
    {
        if (TryAnswer())
        {
            SetException(error);
        }
    }

    /// <summary>The same, away from the thread that found out: what waits for the answer must not run in its place.</summary>
    public void FailSoon(Exception error)
        => ThreadPool.UnsafeQueueUserWorkItem(static s => s.Request.Fail(s.Error), (Request: this, Error: error), preferLocal: false);

    /// <summary>Nothing that the target says from now on reaches the caller, who hears of the call's time-out only.</summary>
    public void LoseTarget() => Interlocked.CompareExchange(ref _state, Lost, Pending);

    /// <summary>Answers with what the target threw.</summary>
    public void Fault(Exception error)
    {
        if (TryReply())
        {
            SetException(error);
        }
    }

    /// <summary>Answers with a result that may come from a filter.</summary>
    public void Succeed(object? result)
    {
        if (TryReply())
        {
            SetObjectResult(result);
        }
    }

    protected abstract void ResetPromise();

    protected abstract void SetException(Exception error);

    protected abstract void SetObjectResult(object? result);

    public void OnTimeout()
    {
        if (!TryAnswer())
        {
            return;
        }

        SetException(new TimeoutException(
            $"Response did not arrive on time in {GetDefaultResponseTimeout() ?? Sender.ResponseTimeout} for message: {this}."));
        if (Sender.CancelRequestOnTimeout)
        {
            TryCancel();
        }
    }

    /// <summary>True for the one that may set the outcome.</summary>
    protected bool TryAnswer()
    {
        if (Interlocked.Exchange(ref _state, Done) == Done)
        {
            return false;
        }

        EndWait();
        return true;
    }

    /// <summary>The same for the target, which has no say any more once it is lost.</summary>
    protected bool TryReply()
    {
        if (Interlocked.CompareExchange(ref _state, Done, Pending) != Pending)
        {
            return false;
        }

        EndWait();
        return true;
    }

    private void EndWait()
    {
        if (!IsOneWay)
        {
            OutstandingCalls.Remove(this);
        }

        EndCancellation();
    }

    public object? GetTarget() => (Target as ITargetHolder)?.GetTarget();

    public void SetTarget(ITargetHolder holder) => Target = (CallTarget)holder;

    public async ValueTask<Response> Invoke()
    {
        try
        {
            var answer = InvokeOn(GetTarget() ?? throw new InvalidOperationException("The request has no target yet."));
            await answer;
            return Response.FromResult(ResultOf(answer));
        }
        catch (Exception error)
        {
            return Response.FromException(error);
        }
    }

    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual string GetMethodName() => Invoked.Method.Name;

    public virtual string GetInterfaceName() => Invoked.Interface.Name;

    public virtual string GetActivityName() => Invoked.ActivityName;

    public virtual MethodInfo GetMethod() => Invoked.Method;

    public virtual Type GetInterfaceType() => Invoked.Interface;

    public virtual TimeSpan? GetDefaultResponseTimeout() => Invoked.ResponseTimeout;

    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;

    public void Dispose()
    {
    }

    public override string ToString() => $"{GetInterfaceName()}.{GetMethodName()} of {TargetId}{(SourceId is { } s ? $" from {s}" : "")}";
}
