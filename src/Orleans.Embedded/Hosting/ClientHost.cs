using Microsoft.Extensions.Hosting;

namespace EmbeddedEngine.Hosting;

/// <summary>Connects a client for the life of its host.</summary>
internal sealed class ClientHost(ClientNode node) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        node.Cluster.Join(node);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        node.Cluster.Leave(node);
        node.Close();
        return Task.CompletedTask;
    }
}
