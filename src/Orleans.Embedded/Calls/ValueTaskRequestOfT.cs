namespace EmbeddedEngine.Calls;

/// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal abstract class ValueTaskRequest<T> : ValuePromiseRequest<T>
{
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

    public sealed override async ValueTask<object?> InvokeForFilters(object target) => await InvokeInner(target);

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
