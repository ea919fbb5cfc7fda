using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansTrading.Benchmarks.Chaos;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Tests.Chaos;

/// <summary>The auditor of secrets finds one in any table, and is not stopped by what a server that died has left behind.</summary>
public sealed class SecretWatchTests
{
    [Fact]
    public async Task Run_OverADatabase_FindsAKeyInATableAndPassesOverTemporaryOnes()
    {
        await using var server = new PostgresServer();
        var database = await server.CreateDatabaseAsync();
        await using (var connection = new NpgsqlConnection(database + ";Pooling=false"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await ExecuteAsync(connection, "CREATE TEMP TABLE passing (said text)");
            await server.StopAsync("immediate");
        }

        await server.StartAgainAsync();
        await using var stores = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddPostgresDatabase(database).BuildServiceProvider();
        var log = new StormLog(TextWriter.Null);
        await new SecretWatch(log).RunAsync(stores);
        log.Violations.ShouldBeEmpty();

        await using (var connection = new NpgsqlConnection(database + ";Pooling=false"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            (await ExecuteAsync(connection, "SELECT count(*) FROM pg_tables WHERE tablename = 'passing'")).ShouldBe(1L, "its name outlived the server");
            await ExecuteAsync(connection, $"CREATE TABLE \"Told\" (said text); INSERT INTO \"Told\" VALUES ('a'), ('key={LiveAudit.Key}')");
        }

        await new SecretWatch(log).RunAsync(stores);
        log.Violations.Single().ShouldContain("Told");
        log.Violations.Single().ShouldNotContain(LiveAudit.Key);
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
