using Orleans.Runtime;
using OrleansTrading.Silo.Engine;

namespace OrleansTrading.Silo.Health;

/// <summary>The silo has joined, and is not leaving.</summary>
internal sealed class SiloReadiness(IServiceProvider services, IHostApplicationLifetime lifetime) : IReadinessCheck
{
    public string Name => "silo";

    public bool IsNeeded => true;

    public Task<string?> FindReasonAsync(CancellationToken cancellationToken) => Task.FromResult(FindReason());

    /// <remarks>By what this silo knows itself: to ask another one, or the database, would make all of them wait for what one has lost.</remarks>
    private string? FindReason()
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            return "The silo is starting.";
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "The silo is stopping.";
        var status = EngineSetup.StatusOf(services);
        return status == SiloStatus.Active ? null : $"The silo's status is {status}, not {SiloStatus.Active}.";
    }
}
