using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Grains.Tests.Jobs;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Retention;

public sealed class PruneJobTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prune_OldAndYoungRecords_ForgetsTheOldOnesOfEachTable()
    {
        var (runs, readings) = (new MemoryJobRunStore(), new MemoryReadingStore());
        await runs.SaveAsync(Run("old", DaysAgo(31)), Token);
        await runs.SaveAsync(Run("young", DaysAgo(29)), Token);
        await readings.SaveAsync([Reading(DaysAgo(91)), Reading(DaysAgo(92)), Reading(DaysAgo(89))], Token);

        var streams = new MemoryStreamHistoryStore();
        await streams.AppendAsync([Change(DaysAgo(9)), Change(DaysAgo(6))], Token);

        var run = await PruneAsync(runs, services => services.AddSingleton<IReadingStore>(readings).AddSingleton<IStreamHistoryStore>(streams));

        run.State.ShouldBe(JobRunState.Succeeded);
        run.Output.ShouldBe("Forgotten: runs 1, signals 0, readings 2, streams 1, audit 0");
        run.Counts.Succeeded.ShouldBe(5);
        (await runs.FindAsync("old", Token)).ShouldBeNull();
        (await runs.FindAsync("young", Token)).ShouldNotBeNull();
        (await readings.ListAsync("indicators", Bitcoin, KlineInterval.OneHour, 9, Token)).ShouldHaveSingleItem();
        (await streams.ListAsync(Bitcoin, null, 0, long.MaxValue, 9, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Prune_OneTableFails_TheOthersArePrunedAndTheRunFails()
    {
        var runs = new MemoryJobRunStore();
        await runs.SaveAsync(Run("old", DaysAgo(31)), Token);

        var context = new RecordingJobContext();
        var job = new PruneJob(runs, new MemorySignalStore(), new FailingReadings(), new MemoryStreamHistoryStore(), [], Options.Create(new RetentionOptions()), TimeProvider.System);

        var failure = await Should.ThrowAsync<IOException>(() => job.RunAsync(context, new NoParameters(), Token));

        failure.Message.ShouldBe("Could not be pruned: readings: made up");
        (await runs.FindAsync("old", Token)).ShouldBeNull();
        context.Output.ShouldBe("Forgotten: runs 1, signals 0, readings failed, streams 0");
        context.Failures.ShouldBe([("readings", "IOException")]);
    }

    [Theory]
    [InlineData("Runs", "00:00:00")]
    [InlineData("Signals", "4000.00:00:00")]
    public void Options_OutOfBounds_AreRefused(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Retention:{key}", value)]).Build();
        using var provider = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddRetention().BuildServiceProvider();
        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<RetentionOptions>>().Value).Message.ShouldContain(key);
    }

    private static async Task<JobRun> PruneAsync(IJobRunStore runs, Action<IServiceCollection> configure)
    {
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                configure(services);
                services.AddMemoryRecordStores().AddRetention();
            },
            store: runs);
        var triggered = await cluster.Job("prune").TriggerAsync(new JobTrigger(JobTriggerKind.Manual, "test", null, null));
        triggered.Refusal.ShouldBeNull();
        return (await Eventually.GetAsync(
            () => cluster.Job("prune").FindRunAsync(triggered.Run!.Id), found => found is { IsFinal: true }, JobCluster.Limit))!;
    }

    private static long DaysAgo(int days) => TimeProvider.System.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();

    private static JobRun Run(string id, long queuedAt) => new(
        id, "other", JobTriggerKind.Schedule, null, null, "{}", queuedAt, null, null, JobRunState.Succeeded, 1, JobProgress.None, JobCounts.None, null, null, []);

    private static StoredReading Reading(long openTime) =>
        new("indicators", Bitcoin, KlineInterval.OneHour, openTime, System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty, null);

    private static StreamTransition Change(long at) => new(Bitcoin, StreamKind.Trade, at, StreamState.Waiting, StreamState.Live, null);

    private sealed class FailingReadings : IReadingStore
    {
        public Task SaveAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellationToken) => throw new IOException("made up");

        public Task<IReadOnlyList<StoredReading>> ListAsync(
            string kind, InstrumentId instrument, KlineInterval interval, int limit, CancellationToken cancellationToken) => throw new IOException("made up");

        public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => throw new IOException("made up");
    }
}
