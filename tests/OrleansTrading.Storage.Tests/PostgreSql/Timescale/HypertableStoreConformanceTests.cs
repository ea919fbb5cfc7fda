using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql.Timescale;

/// <summary>The same as of every store, with candles in a hypertable.</summary>
public class HypertableStoreConformanceTests(TimescaleServer server) : MarketStoreConformance, IAsyncLifetime
{
    private protected PostgresDatabase Database { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TimescaleServer.IsInstalled, TimescaleServer.Absent);
        Database = PostgresDatabases.Open(await server.CreateDatabaseAsync());
        var migrator = PostgresDatabases.Migrator(Database);
        await migrator.MigrateAsync(Token);
        migrator.Candles.ShouldStartWith("in a hypertable");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
    }

    protected override IMarketStore CreateEmpty()
    {
        Database.ExecuteAsync("TRUNCATE kline_series, klines RESTART IDENTITY").GetAwaiter().GetResult();
        return new PostgresMarketStore(Database);
    }
}
