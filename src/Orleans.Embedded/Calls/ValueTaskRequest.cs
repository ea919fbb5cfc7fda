namespace EmbeddedEngine.Calls;

/// <summary>A call of a method that returns <see cref="ValueTask"/>.</summary>
internal abstract class ValueTaskRequest : ValuePromiseRequest<Nothing>
{
    protected abstract ValueTask InvokeInner(object target);

    public sealed override void Begin(CallTarget target)
    {
        ValueTask task;
        try
        {
            task = InvokeInner(target.Instance);
            if (task.IsCompletedSuccessfully)
            {
                task.GetAwaiter().GetResult();
            }
            else
            {
                _ = FinishAsync(task, target);
                return;
            }
        }
        catch (Exception error)
        {
            Break(target, error);
            return;
        }

        Complete(target, default);
    }

    public sealed override Task InvokeOn(object target) => InvokeInner(target).AsTask();

    public sealed override object? ResultOf(Task answer) => null;

    public sealed override void SucceedWith(Task answer) => Reply(default);

    private async Task FinishAsync(ValueTask task, CallTarget target)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            Break(target, error);
            return;
        }

        Complete(target, default);
    }
}
