namespace OrleansTrading.Simulator.Hosting;

/// <summary>Leaves the signals of the process to whoever hosts the simulator.</summary>
internal sealed class HostedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
