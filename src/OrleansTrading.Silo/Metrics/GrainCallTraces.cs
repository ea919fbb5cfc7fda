using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace OrleansTrading.Silo.Metrics;

/// <summary>
/// Traces the grain calls of a trace that somebody's request or a job's run has begun, and carries it from grain to grain. Where none is under
/// way a call pays one comparison.
/// </summary>
internal sealed class GrainCallTraces : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    public const string SourceName = "OrleansTrading.Grains";

    /// <summary>W3C trace context, in the call's request context.</summary>
    private const string ParentKey = "traceparent";

    private static readonly ActivitySource Source = new(SourceName);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        // One that has ended is left over from whatever began a timer or a loop, and is no trace of what they do.
        if (Activity.Current is not { Recorded: true, IsStopped: false })
        {
            if (RequestContext.Get(ParentKey) is not null)
                RequestContext.Remove(ParentKey);
            await context.Invoke();
            return;
        }

        using var activity = Begin(context.InterfaceName, context.MethodName, ActivityKind.Client, Activity.Current.Context);
        if (Activity.Current is { Id: { } id })
            RequestContext.Set(ParentKey, id);
        await FollowAsync(activity, context.Invoke());
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get(ParentKey) is not string id || !ActivityContext.TryParse(id, null, isRemote: true, out var parent))
        {
            await context.Invoke();
            return;
        }

        using var activity = Begin(context.InterfaceName, context.MethodName, ActivityKind.Server, parent);
        await FollowAsync(activity, context.Invoke());
    }

    private static Activity? Begin(string? service, string? method, ActivityKind kind, ActivityContext parent)
    {
        var name = service is null ? "" : service[(service.LastIndexOf('.') + 1)..];
        return Source.StartActivity($"{name}/{method}", kind, parent)?.SetTag("rpc.system", "orleans").SetTag("rpc.service", service).SetTag("rpc.method", method);
    }

    private static async Task FollowAsync(Activity? activity, Task call)
    {
        try
        {
            await call;
        }
        catch (Exception failure)
        {
            activity?.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
