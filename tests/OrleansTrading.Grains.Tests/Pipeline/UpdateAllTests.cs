using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Tests.Scanning;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Pipeline.PipelineCluster;

namespace OrleansTrading.Grains.Tests.Pipeline;

/// <summary>All steps by one trigger.</summary>
public sealed class UpdateAllTests
{
    private static readonly string[] Names = [.. Steps.Select(step => step.Job)];

    [Fact]
    public async Task UpdateAll_Triggered_SucceedsWithAResultOfEveryStep()
    {
        await using var cluster = await StartAsync();

        var run = await cluster.RunByHandAsync("update-all");

        run.State.ShouldBe(JobRunState.Succeeded, run.Error);
        run.Steps.Select(step => step.Job).ShouldBe(Names);
        run.Steps.ShouldAllBe(step => step.State == JobRunState.Succeeded);
        run.Steps.Take(4).Select(step => step.Output).ShouldBe(
        [
            "2 instruments x 1 interval, 600 closed candles", "2 instruments x 1 interval, 2 readings",
            "2 instruments x 1 interval, 2 readings", "2 instruments x 1 interval, 2 readings",
        ]);
        run.Steps[4].Output.ShouldStartWith("2 instruments x 1 interval, 2 readings, ");
    }

    [Fact]
    public async Task UpdateAll_Twice_StoresOnce()
    {
        await using var cluster = await StartAsync();
        var told = 0;
        var bus = cluster.Market.Cluster.GetSiloServiceProvider().GetRequiredService<IEventBus>();
        await using var subscription = bus.Subscribe<SignalRaised>("test", (_, _) =>
        {
            Interlocked.Increment(ref told);
            return ValueTask.CompletedTask;
        });

        await cluster.RunByHandAsync("update-all");
        var first = await cluster.Signals.ListAsync(null, null, null, 100, default);
        var second = await cluster.RunByHandAsync("update-all");

        second.State.ShouldBe(JobRunState.Succeeded);
        second.Steps[4].Output.ShouldBe("2 instruments x 1 interval, 2 readings, 0 new signals");
        (await cluster.Signals.ListAsync(null, null, null, 100, default)).ShouldBe(first);
        foreach (var kind in new[] { "indicators", "ema-channel", "regime" })
            (await cluster.Readings.ListAsync(kind, Instruments[0], KlineInterval.OneHour, 10, default)).ShouldHaveSingleItem();
        await Eventually.TrueAsync(() => Task.FromResult(told == first.Count), Limit);
    }

    [Fact]
    public async Task UpdateAll_AStepFails_FailsAndNamesIt()
    {
        await using var cluster = await StartAsync();
        cluster.Readings.FailingKind = "ema-channel";

        var run = await cluster.RunByHandAsync("update-all");

        run.State.ShouldBe(JobRunState.Failed);
        run.Error!.ShouldContain("calculate-ema-channel");
        run.Error!.ShouldContain("The disk is full.");
        run.Steps.Select(step => step.State).ShouldBe(
            [JobRunState.Succeeded, JobRunState.Succeeded, JobRunState.Failed, JobRunState.Skipped, JobRunState.Skipped]);
    }

    [Fact]
    public async Task Step_Intervals_CanBeGiven_AndAreChecked()
    {
        await using var cluster = await StartAsync();

        var run = await cluster.RunByHandAsync("fetch-ohlc", """{ "intervals": "15m,4h" }""");
        var refused = await cluster.Job("fetch-ohlc").TriggerAsync(new JobTrigger(JobTriggerKind.Manual, null, """{ "intervals": "7m" }""", null));

        run.Output.ShouldBe("2 instruments x 2 intervals, 1200 closed candles");
        refused.Run.ShouldBeNull();
        refused.Refusal!.Field.ShouldBe("intervals");
        refused.Refusal.Message.ShouldContain("1m, 3m, 5m");
    }

    [Fact]
    public async Task Steps_LiveInstruments_AreReadFromMemory()
    {
        var venue = ScanCluster.NewVenue();
        var (runs, readings, signals) = (new MemoryJobRunStore(), new MemoryReadingStore(), new MemorySignalStore());
        await using var cluster = await ScanCluster.StartAsync(
            venue, store: signals, services: services => AddJobsAndStores(services, runs, readings, signals));
        var symbol = cluster.Market.Symbol(ScanCluster.Instruments[1]);
        var requests = venue.KlineRequests;

        foreach (var job in Names.Skip(1))
        {
            var grain = cluster.Market.Cluster.Client.GetGrain<IJobGrain>(job);
            var begun = (await grain.TriggerAsync(new JobTrigger(JobTriggerKind.Manual, "tester", """{ "intervals": "1m,5m" }""", null))).Run!;
            var run = await Eventually.GetAsync(() => grain.FindRunAsync(begun.Id), now => now is { IsFinal: true }, Limit);
            run!.State.ShouldBe(JobRunState.Succeeded, run.Error);
            run.Output.ShouldStartWith("4 instruments x 2 intervals, 8 readings");
        }

        venue.KlineRequests.ShouldBe(requests);
        var held = (await symbol.GetIndicatorsAsync(KlineInterval.FiveMinutes))!;
        var stored = (await readings.ListAsync("indicators", ScanCluster.Instruments[1], KlineInterval.FiveMinutes, 1, default)).Single();
        (stored.OpenTime, stored.Values["close"], stored.Values["adx14"]).ShouldBe((held.Closed!.Value.OpenTime, held.Closed.Value.Close, held.Closed.Value.Adx14));
    }
}
