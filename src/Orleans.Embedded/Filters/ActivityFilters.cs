using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Filters;

/// <summary>Traces a call where it is made, and sends its trace along.</summary>
internal sealed class OutgoingActivityFilter : IOutgoingGrainCallFilter
{
    internal const string ParentKey = "traceparent";
    internal const string StateKey = "tracestate";

    internal static readonly ActivitySource Source = new("Microsoft.Orleans.Application");

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        using var activity = Source.StartActivity(context.Request.GetActivityName(), ActivityKind.Client);
        activity?.SetTag("rpc.system", "orleans").SetTag("rpc.service", context.InterfaceName).SetTag("rpc.method", context.MethodName);
        if (Activity.Current is { Id: { } id } current)
        {
            RequestContext.Set(ParentKey, id);
            if (current.TraceStateString is { } state)
            {
                RequestContext.Set(StateKey, state);
            }
        }

        await context.Invoke();
    }
}

/// <summary>Traces a call where it arrives, as a child of the caller's activity.</summary>
internal sealed class IncomingActivityFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var parent = RequestContext.Get(OutgoingActivityFilter.ParentKey) as string;
        ActivityContext.TryParse(parent, RequestContext.Get(OutgoingActivityFilter.StateKey) as string, out var remote);
        using var activity = OutgoingActivityFilter.Source.StartActivity(context.Request.GetActivityName(), ActivityKind.Server, remote);
        activity?.SetTag("rpc.system", "orleans").SetTag("rpc.service", context.InterfaceName).SetTag("rpc.method", context.MethodName);
        try
        {
            await context.Invoke();
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
    }
}
