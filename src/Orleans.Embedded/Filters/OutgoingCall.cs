using EmbeddedEngine.Calls;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Filters;

/// <summary>Runs a request through the filters of its sender.</summary>
internal sealed class OutgoingCall(GrainRequest request, IOutgoingGrainCallFilter[] filters)
    : CallStages(request), IOutgoingGrainCallContext
{
    private bool _sent;

    public override object Grain => Current.Reference!;

    public IGrainContext? SourceContext { get; } = ActivationContext.Current;

    public async Task<T> RunAsync<T>()
    {
        await Invoke();
        return Outcome() is { } result ? (T)result : default!;
    }

    protected override async Task InvokeStageAsync(int stage)
    {
        if (stage < filters.Length)
        {
            await filters[stage].Invoke(this);
            return;
        }

        if (_sent)
        {
            Current = Current.Renew();
        }

        _sent = true;
        if (Current.IsOneWay)
        {
            Current.Sender.Dispatch(Current);
            return;
        }

        Result = await Current.SendForFilters();
    }
}
