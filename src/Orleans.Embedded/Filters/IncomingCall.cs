using System.Reflection;
using EmbeddedEngine.Activations;
using EmbeddedEngine.Calls;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedEngine.Filters;

/// <summary>
/// Runs a request through the filters of the silo, then through the grain where it is one itself. A call that ends at once under filters
/// that do not wait costs this object only: the result stays where the grain put it, unless a filter asks for it.
/// </summary>
internal sealed class IncomingCall(GrainRequest request, Activation target, IIncomingGrainCallFilter[] filters)
    : CallStages(request), IIncomingGrainCallContext
{
    /// <summary>What the grain answered last; null while a filter's own response stands, or nothing.</summary>
    private Task? _answer;

    public override object Grain => target.Instance;

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod => Current.Invoked.ImplementationIn(target.Class.Type);

    public override Response? Response
    {
        get => _answer is null ? base.Response : _answer.IsCompletedSuccessfully ? Response.FromResult(Current.ResultOf(_answer)) : null;
        set => (base.Response, _answer) = (value, null);
    }

    public void Run()
    {
        Task task;
        try
        {
            task = filters.Length == 0 ? Invoke() : EnterFirst();
        }
        catch (Exception error)
        {
            Break(error);
            return;
        }

        if (task.IsCompletedSuccessfully)
        {
            Finish();
        }
        else
        {
            _ = FinishAsync(task);
        }
    }

    public override Task Invoke() => Stage == filters.Length && !target.Class.FiltersItself ? InvokeGrain() : base.Invoke();

    protected override Task InvokeStageAsync(int stage) =>
        stage < filters.Length ? filters[stage].Invoke(this)
        : stage == filters.Length ? ((IIncomingGrainCallFilter)target.Instance).Invoke(this)
        : InvokeGrain();

    /// <summary>Nobody comes back to the first stage, so nobody steps back from it.</summary>
    private Task EnterFirst()
    {
        Stage = 1;
        return filters[0].Invoke(this);
    }

    private Task InvokeGrain()
    {
        _answer = null;
        Forget();
        try
        {
            return _answer = Current.InvokeOn(target.Instance);
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }
    }

    private async Task FinishAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            Break(error);
            return;
        }

        Finish();
    }

    private void Finish()
    {
        if (_answer is { IsCompletedSuccessfully: true } answer)
        {
            target.OnCompleted(Current, null);
            Current.SucceedWith(answer);
            return;
        }

        // Without an answer of the grain's, that of a filter, or none.
        if (_answer is null && Response?.Exception is { } error)
        {
            Break(error);
            return;
        }

        target.OnCompleted(Current, null);
        Current.Succeed(_answer is null ? Response?.Result : null);
    }

    private void Break(Exception error)
    {
        target.OnCompleted(Current, error);
        Current.Fault(error);
    }
}
