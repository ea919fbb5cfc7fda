using System.Diagnostics;
using OpenTelemetry.Trace;
using OrleansTrading.Grains.Jobs.Running;

namespace OrleansTrading.Silo.Metrics;

/// <summary>
/// What may begin a trace: a request to the service, a run of a job, a request to a venue. A grain call never does: grains are called for every
/// event of a stream, and only those are of interest that somebody's request or job has led to.
/// </summary>
internal sealed class TraceRoots(double ratio) : Sampler
{
    private const string RequestIn = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string RequestOut = "System.Net.Http.HttpRequestOut";

    private readonly TraceIdRatioBasedSampler _share = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        if (samplingParameters.ParentContext.TraceId != default)
            return new SamplingResult(samplingParameters.ParentContext.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
        return IsRoot(samplingParameters.Name) ? _share.ShouldSample(samplingParameters) : new SamplingResult(SamplingDecision.Drop);
    }

    private static bool IsRoot(string name) => name is RequestIn or RequestOut || name == JobTraces.RunName;
}
