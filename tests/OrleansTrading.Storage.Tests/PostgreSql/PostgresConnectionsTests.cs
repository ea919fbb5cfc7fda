using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Accounts;
using OrleansTrading.Storage.Tests.Accounts;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql;

/// <summary>Who gets a connection, and which connections outlive what.</summary>
public sealed class PostgresConnectionsTests(PostgresServer server)
{
    private const string Session = "SELECT pg_backend_pid()";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly RecordedEvents<PostgresDatabase> _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_WhileLongReadsHaveAllConnections_DoesNotStandBehindThem()
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using (var tables = PostgresDatabases.Open(connectionString))
            await PostgresDatabases.Migrator(tables).MigrateAsync(Token);
        await using var database = PostgresDatabases.Open(connectionString, new DatabaseOptions { MaxConnections = 5 });
        var (begun, end) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var read = database.RunAsync(
            async (_, token) =>
            {
                begun.TrySetResult();
                await end.Task.WaitAsync(Limit * 2, TimeProvider.System, token);
            },
            Token);
        await begun.Task.WaitAsync(Limit, Token);
        var behind = AskAsync(database, "SELECT 1");
        (await database.IsThereAsync(Token).WaitAsync(Limit, Token)).ShouldBeTrue("a server that is busy is there");
        var accounts = new PostgresAccountEventStore(database, NullLogger<PostgresAccountEventStore>.Instance);
        (await accounts.AppendAsync("paper", 0, MadeEvents.Sent(1, 3), Token).WaitAsync(Limit, Token)).ShouldBe(3);
        (behind.IsCompleted, database.Waiting).ShouldBe((false, 2));
        end.SetResult();
        await read;
        (await behind).ShouldBe(1);
    }

    [Fact]
    public async Task Run_StatementTakesTooLongWhileOthersAreDone_SaysNothingOfTheServer()
    {
        await using var database = await OpenAsync();
        var slow = database.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("SELECT pg_sleep(60)", connection) { CommandTimeout = 1 };
                await command.ExecuteNonQueryAsync(token);
            },
            Token);
        var session = await AskAsync(database, Session);
        (await Should.ThrowAsync<StoreUnavailableException>(() => slow.WaitAsync(Limit, Token))).InnerException!.InnerException.ShouldBeOfType<TimeoutException>();
        database.AwaySince.ShouldBeNull();
        _log.Ids.ShouldBeEmpty();
        (await AskAsync(database, Session)).ShouldBe(session, "the other connections are as good as before");
    }

    [Fact]
    public async Task IsThere_DatabaseRefusesWhateverItIsAsked_IsNotTakenForAnAnswer()
    {
        var absent = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Database = "absent" };
        await using var database = PostgresDatabases.Open(absent.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => AskAsync(database, "SELECT 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidCatalogName);
        for (var i = 0; i < 2; i++)
            (await Should.ThrowAsync<PostgresException>(() => database.IsThereAsync(Token))).SqlState.ShouldBe(PostgresErrorCodes.InvalidCatalogName);
    }

    private async Task<PostgresDatabase> OpenAsync() => PostgresDatabases.Open(await server.CreateDatabaseAsync(), new DatabaseOptions { GiveUpAfter = TimeSpan.Zero }, _log);

    private static Task<object?> AskAsync(PostgresDatabase database, string sql) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(token);
        },
        Token);
}
