using System.Diagnostics;
using OpenTelemetry;

namespace OrleansTrading.Silo.Metrics;

/// <summary>Leaves out the requests that watch the service itself: those of probes and of Prometheus, which come without end and say nothing.</summary>
internal sealed class TraceFilter : BaseProcessor<Activity>
{
    private static readonly string[] Watching = ["/health", "/metrics"];

    public override void OnEnd(Activity data)
    {
        if (data.Kind == ActivityKind.Server && data.GetTagItem("url.path") is string path && Watching.Any(start => path.StartsWith(start, StringComparison.Ordinal)))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
