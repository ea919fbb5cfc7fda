using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.PostgreSql;

/// <summary>A server of their own that is killed, stopped and started again.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly PostgresServer _server = new();
    private readonly RecordedEvents<PostgresDatabase> _log = new();
    private string _connectionString = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _connectionString = await _server.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Run_ServerGoneAndBack_IsDoneLateAndSaysSo()
    {
        await using var database = Open(TimeSpan.FromMinutes(2));
        // As many connections as there can be, all of which die.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(database, "SELECT pg_sleep(0.05)")));
        await _server.KillAsync();
        var asked = Enumerable.Range(0, 100).Select(i => AskAsync(database, $"SELECT {i}")).ToArray();
        await UntilAsync(() => database.AwaySince is not null && database.Waiting == 100);
        await _server.StartAgainAsync();
        (await Task.WhenAll(asked).WaitAsync(Limit, Token)).ShouldBe(Enumerable.Range(0, 100).Cast<object>());
        (database.AwaySince, database.Waiting).ShouldBe((null, 0));
        _log.Ids.Count(id => id == 1401).ShouldBe(1);
        _log.Ids.Count(id => id == 1402).ShouldBe(1);
    }

    [Fact]
    public async Task Run_ServerStaysAway_GivesUpAndTakesNoMoreThanMayWait()
    {
        await using var database = PostgresDatabases.Open(_connectionString, new DatabaseOptions { GiveUpAfter = TimeSpan.FromSeconds(1), MaxWaiting = 3 });
        await _server.KillAsync();
        var asked = Enumerable.Range(0, 3).Select(_ => AskAsync(database, "SELECT 1")).ToArray();
        (await Should.ThrowAsync<StoreUnavailableException>(() => AskAsync(database, "SELECT 1"))).Message.ShouldContain("Database:MaxWaiting");
        foreach (var one in asked)
            (await Should.ThrowAsync<StoreUnavailableException>(() => one.WaitAsync(Limit, Token))).InnerException.ShouldBeAssignableTo<NpgsqlException>();
        database.Waiting.ShouldBe(0);
        database.AwaySince.ShouldNotBeNull();
    }

    [Fact]
    public async Task IsThere_ServerGone_IsTrueForSecondsAfterItHasAnswered()
    {
        var time = new ManualTimeProvider();
        await using var database = new PostgresDatabase(_connectionString, Options.Create(new DatabaseOptions()), time, _log);
        (await AskAsync(database, "SELECT 1")).ShouldBe(1);
        await _server.KillAsync();
        (await database.IsThereAsync(Token)).ShouldBeTrue("it has just answered: nothing is asked");
        time.Advance(TimeSpan.FromSeconds(6));
        (await database.IsThereAsync(Token)).ShouldBeFalse();
        database.AwaySince.ShouldBe(time.GetUtcNow());
        (await database.IsThereAsync(Token)).ShouldBeFalse("what is away is looked at each time");
    }

    [Fact]
    public async Task Run_StatementIsWrong_FailsAtOnceAndTheServerIsThere()
    {
        await using var database = Open(TimeSpan.FromMinutes(2));
        var attempts = 0;
        await Should.ThrowAsync<PostgresException>(() => database.RunAsync(
            async (connection, token) =>
            {
                attempts++;
                await using var command = new NpgsqlCommand("SELECT nothing", connection);
                await command.ExecuteNonQueryAsync(token);
            },
            Token));
        attempts.ShouldBe(1);
        database.AwaySince.ShouldBeNull();
    }

    [Fact]
    public async Task Run_TransactionsInEachOthersWay_AreTriedAgainAndTheServerIsThere()
    {
        await using var database = Open(TimeSpan.FromMinutes(2));
        await AskAsync(database, "CREATE TABLE t (id integer PRIMARY KEY, n integer)");
        await AskAsync(database, "INSERT INTO t VALUES (1, 0), (2, 0)");
        using var met = new CountdownEvent(2);
        await Task.WhenAll(UpdateAsync(1, 2), UpdateAsync(2, 1)).WaitAsync(Limit, Token);
        (await AskAsync(database, "SELECT sum(n) FROM t")).ShouldBe(4L);
        _log.Ids.ShouldBeEmpty();

        Task UpdateAsync(int first, int second) => Task.Run(() => database.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                await ExecuteAsync(connection, $"UPDATE t SET n = n + 1 WHERE id = {first}", token);
                if (!met.IsSet)
                    met.Signal();
                met.Wait(Limit, token).ShouldBeTrue();
                await ExecuteAsync(connection, $"UPDATE t SET n = n + 1 WHERE id = {second}", token);
                await transaction.CommitAsync(token);
            },
            Token));
    }

    [Theory]
    [InlineData("immediate")]
    [InlineData("fast")]
    public async Task Market_ServerEndsWhileCandlesAreSaved_LosesNoneThatWasAcknowledged(string how)
    {
        await using var database = Open(TimeSpan.FromMinutes(2));
        await PostgresDatabases.Migrator(database).MigrateAsync(Token);
        await using var store = new PostgresMarketStore(database);
        var saved = new ConcurrentBag<(int Symbol, int Number)>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writers = Enumerable.Range(0, 8).Select(symbol => Task.Run(async () =>
        {
            for (var number = 0; !enough.IsCancellationRequested; number++)
            {
                await store.SaveKlinesAsync(Symbol(symbol), KlineInterval.OneMinute, [Of(number)], Token);
                saved.Add((symbol, number));
            }
        }, Token)).ToArray();

        for (var round = 0; round < 3; round++)
        {
            var before = saved.Count;
            await UntilAsync(() => saved.Count > before + 200);
            await _server.StopAsync(how);
            await _server.StartAgainAsync();
        }

        var last = saved.Count;
        await UntilAsync(() => saved.Count > last + 200);
        await enough.CancelAsync();
        await Task.WhenAll(writers).WaitAsync(Limit, Token);
        for (var symbol = 0; symbol < 8; symbol++)
        {
            var read = await store.ReadLatestKlinesAsync(Symbol(symbol), KlineInterval.OneMinute, int.MaxValue, Token);
            read.ShouldBe(Range(0, saved.Count(one => one.Symbol == symbol)));
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private static InstrumentId Symbol(int number) => new("binance", $"S{number}");

    private PostgresDatabase Open(TimeSpan giveUpAfter) => PostgresDatabases.Open(_connectionString, new DatabaseOptions { GiveUpAfter = giveUpAfter }, _log);

    private static Task<object?> AskAsync(PostgresDatabase database, string sql) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(token);
        },
        Token);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
