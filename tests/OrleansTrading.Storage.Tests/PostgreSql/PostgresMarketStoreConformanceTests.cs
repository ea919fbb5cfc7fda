using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql;

public sealed class PostgresMarketStoreConformanceTests(PostgresServer server) : MarketStoreConformance, IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = PostgresDatabases.Open(await server.CreateDatabaseAsync());
        await PostgresDatabases.Migrator(_database).MigrateAsync(TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override IMarketStore CreateEmpty()
    {
        _database.RunAsync(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("TRUNCATE kline_series, klines RESTART IDENTITY", connection);
            await command.ExecuteNonQueryAsync(token);
        }, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return new PostgresMarketStore(_database);
    }
}
