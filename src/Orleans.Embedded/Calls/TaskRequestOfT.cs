namespace EmbeddedEngine.Calls;

/// <summary>A call of a method that returns <see cref="Task{TResult}"/>.</summary>
internal abstract class TaskRequest<T> : TaskPromiseRequest<T>
{
    protected abstract Task<T> InvokeInner(object target);

    public sealed override void Begin(CallTarget target)
    {
        Task<T> task;
        try
        {
            task = InvokeInner(target.Instance);
        }
        catch (Exception error)
        {
            Break(target, error);
            return;
        }

        if (task is null)
        {
            Complete(target, default!);
        }
        else if (task.IsCompletedSuccessfully)
        {
            Complete(target, task.Result);
        }
        else
        {
            _ = FinishAsync(task, target);
        }
    }

    public sealed override Task InvokeOn(object target) => InvokeInner(target) ?? Task.FromResult<T>(default!);

    public sealed override object? ResultOf(Task answer) => ((Task<T>)answer).Result;

    public sealed override void SucceedWith(Task answer) => Reply(((Task<T>)answer).Result);

    private async Task FinishAsync(Task<T> task, CallTarget target)
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
