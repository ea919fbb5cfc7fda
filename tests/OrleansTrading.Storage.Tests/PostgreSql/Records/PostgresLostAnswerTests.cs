using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.Accounts.MadeEvents;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>What is done although nobody heard so is done once, and those who asked are answered as if nothing had happened.</summary>
public sealed class PostgresLostAnswerTests(PostgresServer server) : IAsyncLifetime
{
    private RecordDatabase _direct = null!;
    private AnswerLosingProxy _proxy = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _direct = await RecordDatabase.CreateAsync(server);
        _proxy = new AnswerLosingProxy(_direct.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _direct.DisposeAsync();
    }

    [Fact]
    public async Task Append_AnswerIsLost_IsStoredOnceAndAnswered()
    {
        await using var silo = RecordDatabase.Open(_proxy.ConnectionString);
        var store = silo.Get<IAccountEventStore>();
        await store.AppendAsync("paper", 0, Sent(1, 1), Token);
        _proxy.LoseNext();
        (await store.AppendAsync("paper", 1, Sent(2, 3), Token)).ShouldBe(4);
        _proxy.Lost.ShouldBe(1);
        _proxy.LoseNext();
        (await store.AppendAsync("new", 0, Sent(1, 2), Token)).ShouldBe(2);
        _proxy.Lost.ShouldBe(2);
        (await _direct.Get<IAccountEventStore>().ReadAsync("paper", 0, 99, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, 4));
        (await _direct.Get<IAccountEventStore>().ReadAsync("new", 0, 99, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, 2));
    }

    [Fact]
    public async Task Append_AnswerIsLostAndGivenUp_CanBeAskedForAgainByWhoeverMeansTheSameOnly()
    {
        await using var silo = RecordDatabase.Open(_proxy.ConnectionString, new DatabaseOptions { GiveUpAfter = TimeSpan.Zero });
        var (store, other) = (silo.Get<IAccountEventStore>(), _direct.Get<IAccountEventStore>());
        await store.AppendAsync("paper", 0, Sent(1, 1), Token);
        _proxy.LoseNext();
        await Should.ThrowAsync<StoreUnavailableException>(() => store.AppendAsync("paper", 1, Sent(2, 2), Token));
        (await Should.ThrowAsync<AccountConflictException>(() => other.AppendAsync("paper", 1, Sent(2, 2), Token))).Actual.ShouldBe(3);
        (await store.AppendAsync("paper", 1, Sent(2, 2), Token)).ShouldBe(3);
        await Should.ThrowAsync<AccountConflictException>(() => store.AppendAsync("paper", 1, Sent(2, 2), Token));

        _proxy.LoseNext();
        await Should.ThrowAsync<StoreUnavailableException>(() => store.AppendAsync("paper", 3, Sent(4, 2), Token));
        (await Should.ThrowAsync<AccountConflictException>(() => store.AppendAsync("paper", 3, Sent(40, 2), Token))).Actual.ShouldBe(5);
        (await other.ReadAsync("paper", 0, 99, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, 5));
    }

    [Fact]
    public async Task AddSignals_AnswerIsLost_AreAnsweredAsNew()
    {
        await using var silo = RecordDatabase.Open(_proxy.ConnectionString);
        var store = silo.Get<ISignalStore>();
        await store.AddAsync([Signal(1, 2)], Token);
        TradeSignal[] wanted = [Signal(2, 3), Signal(1, 3), Signal(2, 3, Ether)];
        _proxy.LoseNext();
        (await store.AddAsync(wanted, Token)).ShouldBeSame(wanted[0], wanted[2]);
        _proxy.Lost.ShouldBe(1);
        (await store.AddAsync(wanted, Token)).ShouldBeEmpty();
        (await _direct.AskAsync<long>("SELECT count(*) FROM signals")).ShouldBe(3);
    }

    [Fact]
    public async Task AddDecisions_AnswerIsLost_AreAnsweredAsNew()
    {
        await using var silo = RecordDatabase.Open(_proxy.ConnectionString);
        var store = silo.Get<IExecutionStore>();
        ExecutionDecision decision = new("a", Bitcoin, SignalDirection.Long, 1, At(1), "paper", At(1), ExecutionOutcome.Taken, null, null, 1, 2, "o");
        (await store.ListAsync(null, null, null, 1, Token)).ShouldBeEmpty();
        _proxy.LoseNext();
        (await store.AddAsync([decision], Token)).ShouldBe([decision]);
        _proxy.Lost.ShouldBe(1);
        (await store.AddAsync([decision], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SaveRun_AnswersOfEveryStepAreLost_IsThereOnce()
    {
        await using var silo = RecordDatabase.Open(_proxy.ConnectionString);
        var store = silo.Get<IJobRunStore>();
        for (var run = 0; run < 12; run++)
        {
            // Of the first of a month also the steps that make its partitions.
            _proxy.LoseNext();
            await store.SaveAsync(Run($"r{run:00}", run * 400), Token);
        }

        _proxy.Lost.ShouldBe(12);
        (await store.ListAsync(null, null, null, 99, Token)).Select(run => run.Id).ShouldBe(Enumerable.Range(0, 12).Select(run => $"r{11 - run:00}"));
    }
}
