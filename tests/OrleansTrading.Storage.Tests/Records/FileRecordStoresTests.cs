using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

public sealed class FileRecordStoresTests : IDisposable
{
    private readonly RecordDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Reopen_AllTables_FindsWhatWasSaved()
    {
        await using (var stores = _directory.Open())
        {
            await stores.Runs.SaveAsync(FullRun(), Token);
            await stores.Runs.SaveAsync(Run("yesterday", 23), Token);
            await stores.Records.Signals.AddAsync([Signal(1, 2), Signal(30, 31)], Token);
            await stores.Records.Readings.SaveAsync([Reading(1), Reading(40)], Token);
            await stores.Records.Streams.AppendAsync([Change(1), Change(30)], Token);
        }

        await using var again = _directory.Open();
        (await again.Runs.FindAsync("01JGH", Token)).ShouldBeSame(FullRun());
        (await again.Records.Signals.AddAsync([Signal(1, 50)], Token)).ShouldBeEmpty();
        (await again.Records.Signals.ListAsync(null, null, null, 9, Token)).ShouldBeSame(Signal(30, 31), Signal(1, 2));
        (await again.Records.Readings.ListAsync("indicators", Bitcoin, Domain.Candles.KlineInterval.OneHour, 9, Token)).ShouldBeSame(Reading(40), Reading(1));
        (await again.Records.Streams.ListAsync(Bitcoin, null, At(0), At(99), 9, Token)).ShouldBe([Change(1), Change(30)]);

        // A run that ends on another day than it was queued on stays one run, in the file of the day it was queued on.
        var ended = Run("yesterday", 23, state: JobRunState.Succeeded) with { FinishedAt = At(26) };
        await again.Runs.SaveAsync(ended, Token);
        (await again.Runs.ListAsync(null, null, null, 9, Token)).ShouldBeSame(ended, FullRun());
        Directory.GetFiles(Path.GetDirectoryName(_directory.PathOf("runs", "2026-01-01"))!).ShouldHaveSingleItem();
    }

    [Fact]
    public void Operations_AtRandom_AgreeWithTheStoreInMemory()
    {
        var made = 0;
        var step = Gen.OneOf(
            Gen.Choose(0, 40).SelectMany(id => Gen.Choose(0, 6).Select(state => new Step(StepKind.Save, id, state))),
            Gen.Choose(0, 40).SelectMany(id => Gen.Choose(0, 8).Select(limit => new Step(StepKind.ListBefore, id, limit))),
            Gen.Choose(0, 3).SelectMany(job => Gen.Choose(0, 6).Select(state => new Step(StepKind.ListOf, job, state))),
            Gen.Choose(0, 40).Select(id => new Step(StepKind.Find, id, 0)),
            Gen.Choose(0, 6).Select(day => new Step(StepKind.Prune, day, 0)),
            Gen.Constant(new Step(StepKind.Reopen, 0, 0)));
        Prop.ForAll(step.ListOf().ToArbitrary(), steps => Task.Run(() => Agree($"model-{made++}", steps)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(60));
    }

    [Fact]
    public async Task Save_OneRunAgainAndAgain_KeepsTheFileSmall()
    {
        await using (var stores = _directory.Open())
        {
            for (var i = 0; i < 5000; i++)
                await stores.Runs.SaveAsync(Run($"r{i % 10}", 1, output: $"time {i}"), Token);
            new FileInfo(_directory.PathOf("runs", "2026-01-01")).Length.ShouldBeLessThan(1100 * 400);
            (await stores.Runs.FindAsync("r3", Token))!.Output.ShouldBe("time 4993");
        }

        await using var again = _directory.Open();
        (await again.Runs.ListAsync(null, null, null, 99, Token)).Select(run => run.Output).ShouldBe(Enumerable.Range(0, 10).Select(i => $"time {4999 - i}"));
    }

    [Fact]
    public async Task Read_ThirtyDaysOfATenSecondJob_KeepsFewEntriesInMemory()
    {
        const int Days = 30, PerDay = 8640;
        WriteDays(Days, PerDay);
        await using var stores = _directory.Open();
        (await stores.Runs.FindAsync("none", Token)).ShouldBeNull();
        (await stores.Runs.ListAsync("no such job", null, null, 10, Token)).ShouldBeEmpty();
        stores.Records.Loaded.ShouldBeLessThanOrEqualTo(RecordDays.MostLoaded + (2 * PerDay));
        (await stores.Runs.FindAsync(IdOf(0, 7), Token)).ShouldNotBeNull();
        var last = (await stores.Runs.ListAsync(null, null, IdOf(1, 1), 3, Token)).Select(run => run.Id);
        last.ShouldBe([IdOf(1, 0), IdOf(0, PerDay - 1), IdOf(0, PerDay - 2)]);
        (await stores.Runs.PruneAsync(At(24 * 29), Token)).ShouldBe(29 * PerDay);
        stores.Records.Loaded.ShouldBeLessThanOrEqualTo(PerDay);
    }

    [Fact]
    public async Task Save_FlushIntervalIsZero_IsOnTheDiskWhenItCompletes()
    {
        await using var eager = _directory.Open(flushInterval: TimeSpan.Zero);
        await eager.Runs.SaveAsync(Run("a"), Token);
        eager.Records.Flushed.ShouldBe(1);
        await using var lazy = _directory.Open("lazy", TimeSpan.FromSeconds(1));
        await lazy.Runs.SaveAsync(Run("a"), Token);
        lazy.Records.Flushed.ShouldBe(0);
        _directory.Time.Advance(TimeSpan.FromSeconds(1));
        lazy.Records.Flushed.ShouldBe(1);
    }

    [Fact]
    public async Task Prune_WhatIsNotOnTheDiskYet_IsForgottenWithoutAnError()
    {
        var stores = _directory.Open(flushInterval: TimeSpan.FromMinutes(1));
        await stores.Runs.SaveAsync(Run("a"), Token);
        (await stores.Runs.PruneAsync(At(24), Token)).ShouldBe(1);
        await stores.DisposeAsync();
        _directory.Log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Use_AfterDisposal_IsRefused()
    {
        var stores = _directory.Open();
        await stores.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => stores.Runs.SaveAsync(Run("a"), Token));
    }

    [Fact]
    public async Task AddFileRecordStores_WithTheMarketStore_GivesOneOfEach()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddFileMarketStore(options => options.Directory = Path.Combine(_directory.Root, "registered")).AddFileRecordStores();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IJobRunStore>().SaveAsync(Run("a"), Token);
        provider.GetRequiredService<ISignalStore>().ShouldBeSameAs(provider.GetRequiredService<FileRecordStores>().Signals);
        provider.GetRequiredService<IReadingStore>().ShouldBeSameAs(provider.GetRequiredService<FileRecordStores>().Readings);
        provider.GetRequiredService<IStreamHistoryStore>().ShouldBeSameAs(provider.GetRequiredService<FileRecordStores>().Streams);
        Should.Throw<IOException>(() => new FileMarketStore(provider.GetRequiredService<IOptions<FileMarketStoreOptions>>(), TimeProvider.System, new Files.RecordingLogger()));
    }

    /// <summary>Plays steps on a store in files and on one in memory, which must answer alike.</summary>
    private async Task<bool> Agree(string name, IEnumerable<Step> steps)
    {
        var (stores, model) = (_directory.Open(name), new MemoryJobRunStore());
        foreach (var (kind, first, second) in steps)
        {
            var id = $"r{first:00}";
            switch (kind)
            {
                case StepKind.Save:
                    var run = Run(id, first * 4, $"job-{first % 3}", (JobRunState)second, new string('x', first * second));
                    await Task.WhenAll(stores.Runs.SaveAsync(run, Token), model.SaveAsync(run, Token));
                    break;
                case StepKind.Find:
                    (await stores.Runs.FindAsync(id, Token)).ShouldBeSame(await model.FindAsync(id, Token));
                    break;
                case StepKind.ListBefore:
                    (await stores.Runs.ListAsync(null, null, id, second, Token)).ShouldBeSame([.. await model.ListAsync(null, null, id, second, Token)]);
                    break;
                case StepKind.ListOf:
                    (await stores.Runs.ListAsync($"job-{first}", (JobRunState)second, null, 99, Token))
                        .ShouldBeSame([.. await model.ListAsync($"job-{first}", (JobRunState)second, null, 99, Token)]);
                    break;
                case StepKind.Prune:
                    (await stores.Runs.PruneAsync(At(first * 24), Token)).ShouldBe(await model.PruneAsync(At(first * 24), Token));
                    break;
                default:
                    await stores.DisposeAsync();
                    stores = _directory.Open(name);
                    break;
            }
        }

        await stores.DisposeAsync();
        return true;
    }

    private static string IdOf(int day, int number) => $"{day:00}-{number:00000}";

    private void WriteDays(int days, int perDay)
    {
        for (var day = 0; day < days; day++)
        {
            var file = new RecordDay(
                _directory.PathOf("runs", new DateTime(2026, 1, 1).AddDays(day).ToString("yyyy-MM-dd")), At(day * 24), "runs", _directory.Log);
            file.Append([.. Enumerable.Range(0, perDay).Select(i => new RecordFrame(
                IdOf(day, i), "collect-market", At(day * 24) + (i * 10_000L), (byte)JobRunState.Succeeded,
                JsonSerializer.SerializeToUtf8Bytes(Run(IdOf(day, i), (day * 24) + (i / 360.0)), FileJobRunStore.Table.Json))) ]);
        }
    }

    private enum StepKind
    {
        Save,
        Find,
        ListBefore,
        ListOf,
        Prune,
        Reopen,
    }

    private sealed record Step(StepKind Kind, int First, int Second);
}
