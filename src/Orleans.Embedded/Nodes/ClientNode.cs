using EmbeddedEngine.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;

namespace EmbeddedEngine;

/// <summary>A client outside of all silos.</summary>
internal sealed class ClientNode(
    EmbeddedCluster cluster,
    IServiceProvider services,
    TimeProvider time,
    IOptions<SiloMessagingOptions> messaging,
    ILoggerFactory loggers)
    : CallNode(
        cluster,
        services,
        time,
        messaging.Value,
        loggers.CreateLogger("Orleans.Client"),
        () => [.. services.GetServices<IOutgoingGrainCallFilter>()])
{
    /// <remarks>A client does not see which silo has its call, so the silo's end is no news to it: the call times out.</remarks>
    public override void OnTargetSiloGone(GrainRequest request) => request.LoseTarget();
}
