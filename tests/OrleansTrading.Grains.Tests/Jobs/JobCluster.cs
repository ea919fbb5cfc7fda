using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>Silos that run jobs, over a store of runs and an event bus that outlive every silo, with time moved by hand when one is given.</summary>
internal sealed class JobCluster : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider? _time;

    private JobCluster(InProcessTestCluster cluster, IJobRunStore store, RecordingEventBus events, ManualTimeProvider? time)
    {
        (Cluster, Store, Events, _time) = (cluster, store, events, time);
    }

    public InProcessTestCluster Cluster { get; }

    public IJobRunStore Store { get; }

    public RecordingEventBus Events { get; }

    public static async Task<JobCluster> StartAsync(
        Action<IServiceCollection> jobs, ManualTimeProvider? time = null, int silos = 1, Action<JobsOptions>? options = null, IJobRunStore? store = null)
    {
        store ??= new MemoryJobRunStore();
        var events = new RecordingEventBus();
        var builder = new InProcessTestClusterBuilder((short)silos);
        var storage = new LastingGrainStorage();
        builder.ConfigureSilo((_, silo) =>
        {
            // The states of several silos outlive each; those of one are kept as its engine writes them.
            if (silos > 1)
                storage.AddAsDefaultTo(silo.Services);
            else
                silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
        });
        builder.ConfigureSiloHost((_, host) =>
        {
            if (time is not null)
                host.Services.AddManualTime(time);
            host.Services.AddSingleton(store);
            host.Services.AddSingleton<IEventBus>(events);
            host.Services.AddJobs(host.Configuration);
            host.Services.Configure<JobsOptions>(settings =>
            {
                settings.NudgeInterval = TimeSpan.FromMilliseconds(200);
                options?.Invoke(settings);
            });
            jobs(host.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new JobCluster(cluster, store, events, time);
    }

    public IJobGrain Job(string name) => Cluster.Client.GetGrain<IJobGrain>(name);

    public ISchedulerGrain Scheduler() => Cluster.Client.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);

    public async Task<JobRun> TriggerAsync(string job, string? parameters = null, string? key = null)
    {
        var result = await Job(job).TriggerAsync(new JobTrigger(JobTriggerKind.Manual, "tester", parameters, key));
        return result.Run ?? throw new InvalidOperationException($"{result.Refusal}");
    }

    /// <summary>A reminder's tick, as the engine would send it: when it has been answered, the job has done what there was to do.</summary>
    public Task WakeAsync(string job) => Job(job).AsReference<IRemindable>().ReceiveReminder("revive", default);

    public Task<JobRun> EndAsync(JobRun run) => UntilAsync(run, now => now.IsFinal);

    public async Task<JobRun> UntilAsync(JobRun run, Func<JobRun, bool> satisfies) =>
        (await Eventually.GetAsync(() => Job(run.Job).FindRunAsync(run.Id), now => now is not null && satisfies(now), Limit))!;

    /// <summary>Moves time on little by little until the run has ended.</summary>
    public Task<JobRun> EndWhileTimePassesAsync(JobRun run, TimeSpan step) => UntilAsync(run, now =>
    {
        if (!now.IsFinal)
            _time!.Advance(step);
        return now.IsFinal;
    });

    /// <summary>Ends the silo that holds a job, as a crash would.</summary>
    public async Task KillSiloOfAsync(string job)
    {
        var silo = await Eventually.GetAsync(
            async () => await Cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(Job(job)) is { } host ? Cluster.GetSiloForAddress(host) : null,
            silo => silo is not null,
            Limit);
        await Cluster.KillSiloAsync(silo!);
    }

    public async Task<IReadOnlyList<JobRun>> StoredAsync(string? job = null, JobRunState? state = null) =>
        await Store.ListAsync(job, state, null, 500, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}
