using System.Reflection;
using EmbeddedEngine.Activations;
using EmbeddedEngine.Calls;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Filters;

/// <summary>Runs a request through the filters of the silo, then through the grain where it is one itself.</summary>
internal sealed class IncomingCall(GrainRequest request, Activation target, IIncomingGrainCallFilter[] filters)
    : CallStages(request), IIncomingGrainCallContext
{
    public override object Grain => target.Instance;

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod => Current.Invoked.ImplementationIn(target.Class.Type);

    public async Task RunAsync()
    {
        object? result;
        try
        {
            Current.SetTarget(target);
            await Invoke();
            result = Outcome();
        }
        catch (Exception error)
        {
            target.OnCompleted(Current, error);
            Current.Fault(error);
            return;
        }

        target.OnCompleted(Current, null);
        Current.Succeed(result);
    }

    protected override async Task InvokeStageAsync(int stage)
    {
        if (stage < filters.Length)
        {
            await filters[stage].Invoke(this);
        }
        else if (stage == filters.Length && target.Instance is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            Result = await Current.InvokeForFilters(target.Instance);
        }
    }
}
