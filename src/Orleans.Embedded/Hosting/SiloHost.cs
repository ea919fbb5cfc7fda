using EmbeddedEngine.Lifecycle;
using EmbeddedEngine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace EmbeddedEngine.Hosting;

/// <summary>Takes a silo through its life: starts it by stages, lets it run, deactivates its grains and stops it.</summary>
internal sealed class SiloHost(
    SiloNode silo,
    SiloLifecycle lifecycle,
    ReminderService reminders,
    IOptions<GrainCollectionOptions> collection,
    IServiceProvider services)
    : IHostedService
{
    private ITimer? _collector;
    private bool _killed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        silo.Cluster.Catalog.Load(services);
        silo.MakeFilters();
        silo.Cluster.Join(silo);
        silo.Status = SiloStatus.Joining;
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(lifecycle);
        }

        lifecycle.Subscribe("Node", ServiceLifecycleStage.RuntimeInitialize, Nothing, Leave);
        lifecycle.Subscribe("ReminderTable", ServiceLifecycleStage.RuntimeGrainServices, reminders.OpenAsync);
        lifecycle.Subscribe("Grains", ServiceLifecycleStage.GrainDeactivation, Nothing, silo.DeactivateAllAsync);
        lifecycle.Subscribe("Membership", ServiceLifecycleStage.BecomeActive, BecomeActive, BeginShutdown);
        lifecycle.Subscribe("Reminders", ServiceLifecycleStage.Active, reminders.StartAsync, reminders.StopAsync);
        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            silo.Kill();
            throw;
        }

        StartCollector();
        Log.SiloActive(silo.Logger, silo.Name, silo.Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_killed)
        {
            return;
        }

        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }

        await lifecycle.StopAsync(cancellationToken);
        Log.SiloStopped(silo.Logger, silo.Name, silo.Address);
    }

    /// <summary>Ends the silo as a crash would; stopping it afterwards does nothing.</summary>
    public void Kill()
    {
        _killed = true;
        _collector?.Dispose();
        reminders.Abandon();
        silo.Kill();
    }

    private static Task Nothing(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task BecomeActive(CancellationToken cancellationToken)
    {
        silo.Status = SiloStatus.Active;
        silo.Cluster.OnMembershipChanged();
        return Task.CompletedTask;
    }

    private Task BeginShutdown(CancellationToken cancellationToken)
    {
        silo.Status = SiloStatus.ShuttingDown;
        silo.Cluster.OnMembershipChanged();
        return Task.CompletedTask;
    }

    private Task Leave(CancellationToken cancellationToken)
    {
        silo.Status = SiloStatus.Dead;
        silo.Cluster.Leave(silo);
        silo.Close();
        return Task.CompletedTask;
    }

    private void StartCollector()
    {
        var quantum = collection.Value.CollectionQuantum;
        _collector = silo.Time.CreateTimer(static state => ((SiloNode)state!).CollectIdle(), silo, quantum, quantum);
    }
}
