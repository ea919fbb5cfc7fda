using System.Collections.Concurrent;
using Npgsql;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Tests.PostgreSql.Records;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.Accounts.MadeEvents;

namespace OrleansTrading.Storage.Tests.PostgreSql.Accounts;

/// <summary>Two silos over one account, and what harm does.</summary>
public sealed class PostgresAccountEventStoreTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private RecordDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IAccountEventStore Store => _database.Get<IAccountEventStore>();

    public async ValueTask InitializeAsync() => _database = await RecordDatabase.CreateAsync(server);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Append_TwoSilosAtOnce_OneWinsEachNumberAndTheOtherIsTold()
    {
        await using var other = _database.OfAnotherSilo();
        var won = new ConcurrentDictionary<long, string>();
        await Task.WhenAll(
            AppendAsync(Store, "a", seed: 1), AppendAsync(other.Get<IAccountEventStore>(), "b", seed: 2),
            AppendAsync(Store, "c", seed: 3), AppendAsync(other.Get<IAccountEventStore>(), "d", seed: 4)).WaitAsync(Limit, Token);
        var stored = await Store.ReadAsync("paper", 0, int.MaxValue, Token);
        stored.Select(one => one.Version).ShouldBe(Enumerable.Range(1, stored.Count).Select(number => (long)number));
        stored.Select(one => ((OrderSent)one.Event).OrderId).ShouldBe(won.OrderBy(number => number.Key).Select(number => number.Value));

        async Task AppendAsync(IAccountEventStore store, string silo, int seed)
        {
            var random = new Random(seed);
            for (var (wins, last) = (0, 0L); wins < 40;)
            {
                AccountEvent[] events = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new OrderSent(1, $"{silo}{wins}.{i}"))];
                try
                {
                    var now = await store.AppendAsync("paper", last, events, Token);
                    now.ShouldBe(last + events.Length);
                    foreach (var happened in events.Cast<OrderSent>())
                        won.TryAdd(++last, happened.OrderId).ShouldBeTrue($"number {last} was won twice");
                    wins++;
                }
                catch (AccountConflictException conflict)
                {
                    conflict.Actual.ShouldBeGreaterThan(last);
                    last = conflict.Actual;
                }
            }
        }
    }

    [Fact]
    public async Task Append_TheSameEventsFromTwoSilos_IsStoredForOneOfThem()
    {
        await using var other = _database.OfAnotherSilo();
        await Store.AppendAsync("paper", 0, Sent(1, 2), Token);
        (await Should.ThrowAsync<AccountConflictException>(() => other.Get<IAccountEventStore>().AppendAsync("paper", 0, Sent(1, 2), Token))).Actual.ShouldBe(2);
    }

    [Fact]
    public async Task Append_EveryKindOfEvent_IsNamedAndFillsAndCashCanBeSummed()
    {
        var events = OfEveryKind();
        await Store.AppendAsync("paper", 0, events, Token);
        (await _database.AskAsync<long>("SELECT count(*) FROM account_events WHERE event = record->>'event'")).ShouldBe(events.Length);
        (await _database.AskAsync<decimal>("SELECT sum(price * quantity) FROM account_fills WHERE account = 'paper' AND instrument = 'binance:BTCUSDT' AND trade_id = 't1' AND side = 0")).ShouldBe(64.0001m);
        (await _database.AskAsync<decimal>("SELECT sum(fee) FROM account_fills WHERE fee_asset = 'USDT' AND order_id = 'abc123'")).ShouldBe(-0.0123456789m);
        (await _database.AskAsync<decimal>("SELECT sum(amount) FROM account_cash WHERE asset = 'USDT' AND reason = 3 AND id = 'id'")).ShouldBe(decimal.MinValue + 0m);
    }

    [Theory]
    [InlineData("DELETE FROM account_events WHERE number = 3", 3)]
    [InlineData("DELETE FROM account_events WHERE number = 1", 1)]
    [InlineData("DELETE FROM account_events WHERE number > 4", 5)]
    [InlineData("UPDATE account_events SET record = '{\"event\":\"of-another-time\"}' WHERE number = 2", 2)]
    [InlineData("UPDATE account_events SET record = 'null' WHERE number = 6", 6)]
    public async Task Read_EventIsMissingOrCannotBeRead_RefusesTheAccountRatherThanLeavingItOut(string harm, int number)
    {
        await Store.AppendAsync("paper", 0, Sent(1, 6), Token);
        await ExecuteAsync(harm);
        (await Should.ThrowAsync<InvalidDataException>(() => Store.ReadAsync("paper", 0, 99, Token))).Message.ShouldContain($"event {number} ");
        await Should.ThrowAsync<InvalidDataException>(() => Store.ReadBackAsync("paper", null, 99, Token));
        await Should.ThrowAsync<InvalidDataException>(() => Store.ReadBackAsync("paper", number + 1, 1, Token));
        (await Store.ListAsync(Token)).ShouldBe(["paper"]);
    }

    [Theory]
    [InlineData("UPDATE account_states SET format = 'another'")]
    [InlineData("UPDATE account_states SET state = '{}'")]
    [InlineData("UPDATE account_states SET number = 2")]
    [InlineData("UPDATE account_events SET record = '{\"event\":\"sent\",\"orderId\":\"x\",\"time\":1}'")]
    [InlineData("DELETE FROM account_events WHERE number = 3")]
    public async Task FindState_OfOtherEventsOrBuildsOrHarmed_IsNone(string harm)
    {
        var book = new AccountBook();
        await Store.AppendAsync("paper", 0, OfEveryKind(), Token);
        foreach (var happened in OfEveryKind()[..3])
            book.Apply(happened);
        await Store.SaveStateAsync("paper", book.Save(), Token);
        (await Store.FindStateAsync("paper", Token)).ShouldNotBeNull();
        await ExecuteAsync(harm);
        (await Store.FindStateAsync("paper", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SaveState_OfAnEventThatIsNotStored_IsRefused()
    {
        var book = new AccountBook();
        book.Apply(OfEveryKind()[0]);
        await Should.ThrowAsync<ArgumentException>(() => Store.SaveStateAsync("paper", book.Save(), Token));
    }

    private Task ExecuteAsync(string sql) => _database.Database.RunAsync(async (connection, token) =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        (await command.ExecuteNonQueryAsync(token)).ShouldBeGreaterThan(0);
    }, Token);
}
