using Orleans;

namespace EmbeddedEngine;

internal sealed class ClusterClient(CallNode node) : GrainFactory(node), IClusterClient
{
    public IServiceProvider ServiceProvider { get; } = node.Services;
}
