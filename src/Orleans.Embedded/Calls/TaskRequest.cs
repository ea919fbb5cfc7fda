namespace EmbeddedEngine.Calls;

/// <summary>A call of a method that returns <see cref="Task"/>.</summary>
internal abstract class TaskRequest : TaskPromiseRequest<Nothing>
{
    protected abstract Task InvokeInner(object target);

    public sealed override void Begin(CallTarget target)
    {
        Task task;
        try
        {
            task = InvokeInner(target.Instance);
        }
        catch (Exception error)
        {
            Break(target, error);
            return;
        }

        if (task is null or { IsCompletedSuccessfully: true })
        {
            Complete(target, default);
        }
        else
        {
            _ = FinishAsync(task, target);
        }
    }

    public sealed override Task InvokeOn(object target) => InvokeInner(target) ?? Task.CompletedTask;

    public sealed override object? ResultOf(Task answer) => null;

    public sealed override void SucceedWith(Task answer) => Reply(default);

    private async Task FinishAsync(Task task, CallTarget target)
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
