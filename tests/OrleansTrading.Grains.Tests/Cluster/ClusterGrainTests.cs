using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Grains.Cluster;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Tests.Jobs;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Cluster;

public sealed class ClusterGrainTests : IAsyncLifetime
{
    private const int Silos = 2;
    private const string Job = "probe";
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        var storage = new LastingGrainStorage();
        builder.ConfigureSilo((_, silo) =>
        {
            storage.AddAsDefaultTo(silo.Services);
            silo.UseInMemoryReminderService();
        });
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddSingleton<IJobRunStore, MemoryJobRunStore>();
            host.Services.AddSingleton<Contracts.Events.IEventBus>(new RecordingEventBus());
            host.Services.AddJobs(host.Configuration);
            host.Services.AddClusterReports();
            ProbeJob.Named(Job).AddTo(host.Services);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Report_OfTwoSilos_HasTheFiguresOfBoth()
    {
        var report = await UntilAsync(report => report.Silos.Length == Silos && report.Silos.All(silo => silo.Report is not null));
        report.Silos.Select(silo => silo.Name).ShouldBe(report.Silos.Select(silo => silo.Name).Order(StringComparer.Ordinal));
        foreach (var silo in report.Silos)
        {
            silo.IsActive.ShouldBeTrue();
            silo.Report!.Name.ShouldBe(silo.Name);
            silo.Report.Symbols.ShouldBeNull("it follows no market");
            var process = silo.Report.Process;
            process.WorkingSet.ShouldBeGreaterThan(10_000_000);
            process.HeapSize.ShouldBeGreaterThan(0);
            process.MemoryLimit.ShouldBeGreaterThan(process.HeapSize);
            process.Threads.ShouldBeGreaterThan(0);
            process.Processors.ShouldBe(Environment.ProcessorCount);
            process.CpuPercent.ShouldBeInRange(0, 100);
            process.StartedAt.ShouldBeLessThan(silo.Report.Time);
            silo.Report.History.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Report_AfterCalls_CountsAndTimesThemByClass()
    {
        var job = _cluster.Client.GetGrain<IJobGrain>(Job);
        for (var i = 0; i < 50; i++)
            await job.GetStatusAsync();
        var report = await UntilAsync(report => report.GrainTypes.Any(type => type.ShortName == nameof(JobGrain) && type.Calls >= 50));
        var jobs = report.GrainTypes.Single(type => type.ShortName == nameof(JobGrain));
        // Orleans counts by process: in this one there are silos of other tests too.
        jobs.Activations.ShouldBeGreaterThan(0);
        jobs.CallsPerSecond.ShouldBeGreaterThan(0);
        jobs.P50!.Value.ShouldBeGreaterThan(0);
        jobs.P95!.Value.ShouldBeGreaterThanOrEqualTo(jobs.P50.Value);
        jobs.P99!.Value.ShouldBeGreaterThanOrEqualTo(jobs.P95.Value);
    }

    [Fact]
    public async Task Report_WithAJob_TellsOfItsReminderAndItsTick()
    {
        var job = _cluster.Client.GetGrain<IJobGrain>(Job);
        await job.EnsureStartedAsync();
        await job.AsReference<IRemindable>().ReceiveReminder("revive", default);
        var report = await UntilAsync(report => Reminders(report).Any(reminder => reminder.LastTick is not null));
        var reminder = Reminders(report).ShouldHaveSingleItem();
        (reminder.GrainType, reminder.Key, reminder.Name, reminder.Period).ShouldBe((typeof(JobGrain).FullName!, Job, "revive", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task SiloGrain_OfASiloThatIsNot_HasNoReport() =>
        (await _cluster.Client.GetGrain<ISiloGrain>("127.0.0.1:1@1").GetReportAsync()).ShouldBeNull();

    private static IEnumerable<ReminderFigures> Reminders(ClusterReport report) => report.Silos.SelectMany(silo => silo.Report?.Reminders ?? []);

    private Task<ClusterReport> UntilAsync(Func<ClusterReport, bool> satisfies) =>
        Eventually.GetAsync(() => _cluster.Client.GetGrain<IClusterGrain>(IClusterGrain.Key).GetReportAsync(), satisfies, JobCluster.Limit);
}
