using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Events;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Pipeline;

/// <summary>
/// A silo whose steps run by a time moved by hand, over a venue whose settings name two instruments; they are not live.
/// </summary>
internal sealed class PipelineCluster : IAsyncDisposable
{
    public const long Hour = 3_600_000;

    /// <summary>A midnight.</summary>
    public const long Start = 1_767_225_600_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    public static readonly InstrumentId[] Instruments = [new("fake", "AAAUSD"), new("fake", "BBBUSD")];

    /// <summary>The steps and the minute of the hour at which each begins.</summary>
    public static readonly (string Job, int Minute)[] Steps =
    [
        ("fetch-ohlc", 5), ("calculate-indicators", 10), ("calculate-ema-channel", 15), ("calculate-market-regime", 20), ("generate-signals", 25),
    ];

    private PipelineCluster(MarketCluster market, ManualTimeProvider time, IJobRunStore runs, FailingReadingStore readings, ISignalStore signals) =>
        (Market, Time, Runs, Readings, Signals) = (market, time, runs, readings, signals);

    public MarketCluster Market { get; }

    public ManualTimeProvider Time { get; }

    public IJobRunStore Runs { get; }

    public FailingReadingStore Readings { get; }

    public ISignalStore Signals { get; }

    public static async Task<PipelineCluster> StartAsync()
    {
        var time = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Start));
        var venue = new FakeVenue(Start) { Followed = Instruments };
        foreach (var (id, i) in Instruments.Select((id, i) => (id, i)))
            venue.Markets[id] = new MadeUpMarket(seed: 40 + i);
        var (runs, readings, signals) = (new MemoryJobRunStore(), new FailingReadingStore(new MemoryReadingStore()), new MemorySignalStore());
        var market = await MarketCluster.StartAsync(venue, services: services =>
        {
            services.AddManualTime(time);
            AddJobsAndStores(services, runs, readings, signals);
        });
        return new PipelineCluster(market, time, runs, readings, signals);
    }

    public static void AddJobsAndStores(IServiceCollection services, IJobRunStore runs, IReadingStore readings, ISignalStore signals)
    {
        services.AddSingleton(runs);
        services.AddSingleton(readings);
        services.AddSingleton(signals);
        services.AddEventBus();
        services.AddJobs(new ConfigurationBuilder().Build());
        services.Configure<JobsOptions>(options => options.Items["scan-market"] = new JobItemOptions { Enabled = false });
        services.Configure<SignalOptions>(options => options.Threshold = 10);
    }

    public IJobGrain Job(string name) => Market.Cluster.Client.GetGrain<IJobGrain>(name);

    /// <summary>Moves the venue and the silo to a slot of a step, and waits for that step's run to be over.</summary>
    public async Task<JobRun> RunSlotAsync(string job, long slot)
    {
        // Until a job knows of a slot, it is none of its own: it must not pass before.
        await Eventually.GetAsync(
            () =>
            {
                Time.Advance(TimeSpan.FromMilliseconds(100));
                return Job(job).GetStatusAsync();
            },
            status => status?.NextDue == slot, Limit, describe: status => $"{job}: {status?.NextDue}");
        Market.Venue.MoveTo(slot);
        Time.Advance(TimeSpan.FromMilliseconds(slot) - (Time.GetUtcNow() - DateTimeOffset.UnixEpoch));
        return await Eventually.GetAsync(
            async () =>
            {
                // A retry waits for its time, and a timer that was not armed yet for its next.
                Time.Advance(TimeSpan.FromMilliseconds(500));
                return (await Runs.ListAsync(job, null, null, 100, default)).FirstOrDefault(run => run.Slot == slot && run.IsFinal)!;
            },
            run => run is not null, Limit, describe: _ => $"no run of {job} for {slot}");
    }

    public async Task<JobRun> RunByHandAsync(string job, string? parameters = null)
    {
        var result = await Job(job).TriggerAsync(new JobTrigger(JobTriggerKind.Manual, "tester", parameters, null));
        result.Refusal.ShouldBeNull();
        return (await Eventually.GetAsync(
            () =>
            {
                Time.Advance(TimeSpan.FromMilliseconds(500));
                return Job(job).FindRunAsync(result.Run!.Id);
            },
            run => run is { IsFinal: true }, Limit))!;
    }

    public async ValueTask DisposeAsync() => await Market.DisposeAsync();
}
