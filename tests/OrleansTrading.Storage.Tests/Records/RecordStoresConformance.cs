using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What every set of record stores must do. A set's tests inherit this and say how an empty one is made.</summary>
public abstract partial class RecordStoresConformance
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IJobRunStore Runs { get; }

    protected abstract ISignalStore Signals { get; }

    protected abstract IReadingStore Readings { get; }

    protected abstract IStreamHistoryStore Streams { get; }

    [Fact]
    public async Task RunLogs_SavedAndSavedAgain_AreFoundByTheirRunAndForgottenWithIt()
    {
        (await Runs.FindLogAsync("a", Token)).ShouldBeNull();
        var log = new JobRunLog("a", "scan-market", At(5), 2, [new(At(5), JobLogLevel.Information, "One."), new(At(6), JobLogLevel.Error, "Two, 二.")]);
        await Runs.SaveLogAsync(log, Token);
        await Runs.SaveLogAsync(log with { First = 3, Lines = log.Lines.RemoveAt(0) }, Token);
        await Runs.SaveLogAsync(log with { RunId = "b", QueuedAt = At(60) }, Token);
        var found = (await Runs.FindLogAsync("a", Token))!;
        (found.First, found.Next).ShouldBe((3, 4));
        found.Lines.ShouldHaveSingleItem().ShouldBe(new JobLogLine(At(6), JobLogLevel.Error, "Two, 二."));
        await Should.ThrowAsync<ArgumentException>(() => Runs.SaveLogAsync(log with { RunId = "" }, Token));
        (await Runs.PruneAsync(At(48), Token)).ShouldBe(0);
        (await Runs.FindLogAsync("a", Token)).ShouldBeNull();
        (await Runs.FindLogAsync("b", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Read_NothingSaved_GivesNothing()
    {
        (await Runs.FindAsync("x", Token)).ShouldBeNull();
        (await Runs.ListAsync(null, null, null, 10, Token)).ShouldBeEmpty();
        (await Signals.ListAsync(null, null, null, 10, Token)).ShouldBeEmpty();
        (await Readings.ListAsync("indicators", Bitcoin, KlineInterval.OneHour, 10, Token)).ShouldBeEmpty();
        (await Runs.PruneAsync(long.MaxValue, Token) + await Signals.PruneAsync(long.MaxValue, Token) + await Readings.PruneAsync(long.MaxValue, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Save_Run_ReadsBackWhole()
    {
        await Runs.SaveAsync(FullRun(), Token);
        (await Runs.FindAsync("01JGH", Token)).ShouldBeSame(FullRun());
        (await Runs.ListAsync(null, null, null, 10, Token)).ShouldBeSame(FullRun());
        (await Runs.FindAsync("01JG", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Save_RunAgain_IsOneRunInItsNewForm()
    {
        await Runs.SaveAsync(Run("a", 23.9), Token);
        await Runs.SaveAsync(Run("b", 24.1), Token);
        var finished = Run("a", 23.9, state: JobRunState.Succeeded, output: "done") with { FinishedAt = At(25) };
        await Runs.SaveAsync(finished, Token);
        (await Runs.FindAsync("a", Token)).ShouldBeSame(finished);
        (await Runs.ListAsync(null, null, null, 10, Token)).ShouldBeSame(Run("b", 24.1), finished);
        (await Runs.ListAsync(null, JobRunState.Queued, null, 10, Token)).ShouldBeSame(Run("b", 24.1));
    }

    [Fact]
    public async Task ListRuns_ByJobStateAndPlace_GivesTheNewestOfThem()
    {
        for (var i = 0; i < 60; i++)
            await Runs.SaveAsync(Run($"r{i:00}", i, i % 3 == 0 ? "prune" : "scan-market", i % 2 == 0 ? JobRunState.Succeeded : JobRunState.Skipped), Token);

        await Ids(null, null, null, 3).ShouldBeIds("r59", "r58", "r57");
        await Ids("prune", null, null, 3).ShouldBeIds("r57", "r54", "r51");
        await Ids("prune", JobRunState.Succeeded, null, 2).ShouldBeIds("r54", "r48");
        await Ids("prune", JobRunState.Succeeded, "r48", 2).ShouldBeIds("r42", "r36");
        await Ids(null, null, "r24", 2).ShouldBeIds("r23", "r22");
        await Ids(null, null, "r245", 2).ShouldBeIds("r24", "r23");
        await Ids(null, null, "r00", 5).ShouldBeIds();
        await Ids("other", null, null, 5).ShouldBeIds();
        await Ids(null, null, null, 0).ShouldBeIds();
        (await Runs.ListAsync(null, null, null, 100, Token)).Count.ShouldBe(60);
    }

    [Fact]
    public async Task ListRuns_OfOneMoment_OrdersThemById()
    {
        foreach (var id in new[] { "b", "d", "a", "c" })
            await Runs.SaveAsync(Run(id, 5), Token);
        await Ids(null, null, null, 9).ShouldBeIds("d", "c", "b", "a");
        await Ids(null, null, "c", 9).ShouldBeIds("b", "a");
    }

    [Fact]
    public async Task AddSignals_OfACandleThatHasOne_KeepsTheFirst()
    {
        var first = Signal(22, 23);
        (await Signals.AddAsync([first, Signal(22, 23, score: 1), Signal(21, 23)], Token)).ShouldBeSame(first, Signal(21, 23));
        (await Signals.AddAsync([Signal(22, 25), Signal(22, 25, Ether)], Token)).ShouldBeSame(Signal(22, 25, Ether));
        (await Signals.AddAsync([Signal(22, 23)], Token)).ShouldBeEmpty();
        (await Signals.ListAsync(null, null, null, 10, Token)).ShouldBeSame(Signal(22, 25, Ether), first, Signal(21, 23));
    }

    [Fact]
    public async Task AddSignals_OfALongCandle_KnowsItDaysLater()
    {
        var daily = Signal(0, 24.1, interval: KlineInterval.OneDay);
        await Signals.AddAsync([daily], Token);
        (await Signals.AddAsync([Signal(0, 24 * 3, interval: KlineInterval.OneDay), Signal(0, 24 * 3)], Token)).ShouldBeSame(Signal(0, 24 * 3));
    }

    [Fact]
    public async Task ListSignals_ByInstrumentIntervalAndTime_GivesTheNewestOfThem()
    {
        TradeSignal[] all =
        [
            Signal(1, 2), Signal(1, 2, Ether), Signal(0, 4, interval: KlineInterval.FourHours), Signal(29, 30), Signal(24, 48, Ether, KlineInterval.FourHours),
        ];
        await Signals.AddAsync(all, Token);
        (await Signals.ListAsync(null, null, null, 2, Token)).ShouldBeSame(all[4], all[3]);
        (await Signals.ListAsync(Bitcoin, null, null, 10, Token)).ShouldBeSame(all[3], all[2], all[0]);
        (await Signals.ListAsync(null, KlineInterval.FourHours, null, 10, Token)).ShouldBeSame(all[4], all[2]);
        (await Signals.ListAsync(Ether, KlineInterval.OneHour, null, 10, Token)).ShouldBeSame(all[1]);
        (await Signals.ListAsync(null, null, At(4), 10, Token)).ShouldBeSame(all[1], all[0]);
        (await Signals.ListAsync(null, null, At(30) + 1, 1, Token)).ShouldBeSame(all[3]);
    }

    [Fact]
    public async Task SaveReadings_OfOneCandle_LastWinsAndSeriesStayApart()
    {
        await Readings.SaveAsync([Reading(1), Reading(30), Reading(30, "regime", label: "ranging"), Reading(30, instrument: Ether)], Token);
        await Readings.SaveAsync([Reading(1, value: 2), Reading(2), Reading(2, value: 3), Reading(28, interval: KlineInterval.FourHours)], Token);
        (await Readings.ListAsync("indicators", Bitcoin, KlineInterval.OneHour, 10, Token)).ShouldBeSame(Reading(30), Reading(2, value: 3), Reading(1, value: 2));
        (await Readings.ListAsync("indicators", Bitcoin, KlineInterval.OneHour, 2, Token)).ShouldBeSame(Reading(30), Reading(2, value: 3));
        (await Readings.ListAsync("regime", Bitcoin, KlineInterval.OneHour, 10, Token)).ShouldBeSame(Reading(30, "regime", label: "ranging"));
        (await Readings.ListAsync("regime", Ether, KlineInterval.OneHour, 10, Token)).ShouldBeEmpty();
        (await Readings.ListAsync("indicators", Bitcoin, KlineInterval.FourHours, 10, Token)).ShouldBeSame(Reading(28, interval: KlineInterval.FourHours));
    }

    [Fact]
    public async Task Prune_BeforeATime_ForgetsWholeDaysAndNothingNewer()
    {
        for (var day = 0; day < 5; day++)
        {
            await Runs.SaveAsync(Run($"r{day}", (day * 24) + 12), Token);
            await Signals.AddAsync([Signal(day * 24, (day * 24) + 12)], Token);
            await Readings.SaveAsync([Reading((day * 24) + 12), Reading((day * 24) + 13)], Token);
        }

        (await Runs.PruneAsync(At(48), Token)).ShouldBe(2);
        (await Signals.PruneAsync(At(48), Token)).ShouldBe(2);
        (await Readings.PruneAsync(At(48), Token)).ShouldBe(4);
        await Ids(null, null, null, 9).ShouldBeIds("r4", "r3", "r2");
        (await Signals.ListAsync(null, null, null, 9, Token)).Count.ShouldBe(3);
        (await Readings.ListAsync("indicators", Bitcoin, KlineInterval.OneHour, 9, Token)).Count.ShouldBe(6);
        (await Runs.FindAsync("r0", Token)).ShouldBeNull();
        (await Runs.PruneAsync(At(48), Token)).ShouldBe(0);

        // A day that was forgotten can be written again.
        await Runs.SaveAsync(Run("r1", 36), Token);
        (await Runs.FindAsync("r1", Token)).ShouldBeSame(Run("r1", 36));
        (await Signals.AddAsync([Signal(24, 36)], Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Save_WhatCannotBe_IsRefusedAndNothingSaved()
    {
        await Should.ThrowAsync<ArgumentException>(() => Runs.SaveAsync(Run(""), Token));
        await Should.ThrowAsync<ArgumentException>(() => Runs.SaveAsync(Run("a") with { QueuedAt = -1 }, Token));
        await Should.ThrowAsync<ArgumentException>(() => Signals.AddAsync([Signal(1, 2), Signal(2, 2) with { CreatedAt = long.MaxValue }], Token));
        await Should.ThrowAsync<ArgumentException>(() => Readings.SaveAsync([Reading(1), Reading(2, value: double.NaN)], Token));
        await Should.ThrowAsync<ArgumentException>(() => Runs.ListAsync(null, null, null, -1, Token));
        await Read_NothingSaved_GivesNothing();
    }

    [Fact]
    public async Task Calls_FromManyAtOnce_LoseNothing()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Token, async (i, token) =>
        {
            await Runs.SaveAsync(Run($"r{i % 100:000}", i % 100), token);
            (await Runs.FindAsync($"r{i % 100:000}", token)).ShouldNotBeNull();
        });
        (await Runs.ListAsync(null, null, null, 500, Token)).Select(run => run.Id).ShouldBe(Enumerable.Range(0, 100).Select(i => $"r{99 - i:000}"));
    }

    private async Task<string[]> Ids(string? job, JobRunState? state, string? before, int limit) =>
        [.. (await Runs.ListAsync(job, state, before, limit, Token)).Select(run => run.Id)];
}

internal static class IdAssertions
{
    public static async Task ShouldBeIds(this Task<string[]> actual, params string[] expected) => (await actual).ShouldBe(expected);
}
