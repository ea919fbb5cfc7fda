namespace EmbeddedEngine.Calls;

/// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal abstract class ValueTaskRequest<T> : ValuePromiseRequest<T>
{
    /// <summary>What a call for the filters gave at once.</summary>
    private T _result = default!;

    protected abstract ValueTask<T> InvokeInner(object target);

    public sealed override void Begin(CallTarget target)
    {
        T result;
        try
        {
            var task = InvokeInner(target.Instance);
            if (!task.IsCompletedSuccessfully)
            {
                _ = FinishAsync(task, target);
                return;
            }

            result = task.Result;
        }
        catch (Exception error)
        {
            Break(target, error);
            return;
        }

        Complete(target, result);
    }

    public sealed override Task InvokeOn(object target)
    {
        var task = InvokeInner(target);
        if (!task.IsCompletedSuccessfully)
        {
            return task.AsTask();
        }

        _result = task.Result;
        return Task.CompletedTask;
    }

    public sealed override object? ResultOf(Task answer) => Typed(answer);

    public sealed override void SucceedWith(Task answer) => Reply(Typed(answer));

    private T Typed(Task answer) => answer is Task<T> later ? later.Result : _result;

    private async Task FinishAsync(ValueTask<T> task, CallTarget target)
    {
        T result;
        try
        {
            result = await task;
        }
        catch (Exception error)
        {
            Break(target, error);
            return;
        }

        Complete(target, result);
    }
}
