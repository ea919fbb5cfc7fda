using System.Collections.Concurrent;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.Accounts.MadeEvents;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>A server of their own that ends while records are written, and begins again.</summary>
public sealed class PostgresRecordOutageTests : IAsyncLifetime
{
    private const int Accounts = 6;
    private const int Rounds = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly PostgresServer _server = new();
    private readonly ConcurrentDictionary<string, int> _acknowledged = [];
    private RecordDatabase[] _silos = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new DatabaseOptions { GiveUpAfter = TimeSpan.FromMinutes(2) };
        var first = await RecordDatabase.CreateAsync(_server, options);
        _silos = [first, RecordDatabase.Open(first.ConnectionString, options)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("immediate", 1)]
    [InlineData("fast", 2)]
    public async Task Accounts_ServerEndsWhileEventsAreAppended_AllThatWasAcknowledgedIsThereOnceWithoutGaps(string how, int seed)
    {
        var lasts = new long[Accounts];
        await RunThroughAsync(how, Enumerable.Range(0, Accounts).Select(account => (Func<CancellationToken, Task>)(enough => AppendAsync(account, enough))));
        for (var account = 0; account < Accounts; account++)
        {
            var stored = await _silos[1].Get<IAccountEventStore>().ReadAsync(NameOf(account), 0, int.MaxValue, Token);
            stored.Select(one => one.Event).ShouldBe(Sent(1, (int)lasts[account]), NameOf(account));
            stored.Select(one => one.Version).ShouldBe(Enumerable.Range(1, stored.Count).Select(number => (long)number));
        }

        async Task AppendAsync(int account, CancellationToken enough)
        {
            var (random, store) = (new Random((seed * 100) + account), _silos[account % 2].Get<IAccountEventStore>());
            while (!enough.IsCancellationRequested)
            {
                var events = Sent(lasts[account] + 1, random.Next(1, 6));
                lasts[account] = await store.AppendAsync(NameOf(account), lasts[account], events, Token);
                Acknowledge(NameOf(account));
            }
        }
    }

    [Theory]
    [InlineData("immediate")]
    [InlineData("fast")]
    public async Task Signals_ServerEndsWhileTwoSilosAddTheSame_EachIsThereOnceAndNewForOneOfThem(string how)
    {
        var (told, highest) = (new ConcurrentDictionary<string, int>(), 0);
        await RunThroughAsync(how, Enumerable.Range(0, 4).Select(writer => (Func<CancellationToken, Task>)(enough => AddAsync(writer, enough))));
        var stored = await _silos[0].Get<ISignalStore>().ListAsync(null, null, null, int.MaxValue, Token);
        stored.Select(signal => signal.Key).ShouldBe(told.Keys, ignoreOrder: true);
        told.Values.ShouldAllBe(times => times == 1);
        stored.Count.ShouldBe((highest + 1) * 2);

        async Task AddAsync(int writer, CancellationToken enough)
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                // Two writers of each silo: what one adds, three others add as well, in other orders.
                TradeSignal[] signals = [Signal(n, n + 1), Signal(n, n + 1, Ether)];
                foreach (var signal in await _silos[writer % 2].Get<ISignalStore>().AddAsync(writer < 2 ? signals : [.. signals.Reverse()], Token))
                    told.AddOrUpdate(signal.Key, 1, (_, times) => times + 1);
                InterlockedMax(ref highest, n);
                Acknowledge($"writer {writer}");
            }
        }
    }

    [Fact]
    public async Task AddSignals_TwoSilosAtOnce_AreOneRowEachAndNewForOneOfThem()
    {
        for (var n = 0; n < 30; n++)
        {
            TradeSignal[] signals = [.. Enumerable.Range(0, 5).Select(i => Signal((n * 5) + i, 400))];
            var told = await Task.WhenAll(_silos.Select(silo => silo.Get<ISignalStore>().AddAsync(signals, Token))).WaitAsync(Limit, Token);
            told.SelectMany(added => added).Select(signal => signal.Key).ShouldBe(signals.Select(signal => signal.Key), ignoreOrder: true);
        }

        (await _silos[0].AskAsync<long>("SELECT count(*) FROM signals")).ShouldBe(150);
    }

    /// <summary>Writers go on while the server ends and begins again some times, each time after all of them have got on.</summary>
    private async Task RunThroughAsync(string how, IEnumerable<Func<CancellationToken, Task>> writers)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = writers.Select(writer => Task.Run(() => writer(enough.Token), Token)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            await ProgressAsync(running);
            await _server.StopAsync(how);
            await _server.StartAgainAsync();
        }

        await ProgressAsync(running);
        await enough.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Limit, Token);
    }

    private async Task ProgressAsync(Task[] running)
    {
        var before = _acknowledged.ToDictionary();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        while (_acknowledged.Count < running.Length || _acknowledged.Any(writer => writer.Value < before.GetValueOrDefault(writer.Key) + 20))
        {
            if (running.FirstOrDefault(writer => writer.IsFaulted) is { } failed)
                await failed;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private void Acknowledge(string writer) => _acknowledged.AddOrUpdate(writer, 1, (_, times) => times + 1);

    private static string NameOf(int account) => $"account-{account}";

    private static void InterlockedMax(ref int highest, int value)
    {
        for (var seen = Volatile.Read(ref highest); seen < value;)
            seen = Interlocked.CompareExchange(ref highest, value, seen) is var found && found == seen ? value : found;
    }
}
