using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.PostgreSql.Timescale;

/// <summary>Where candles come to lie, by what the database has when it is brought up to date.</summary>
public sealed class HypertableMigrationTests(TimescaleServer server, PostgresServer plain) : IAsyncLifetime
{
    private const string Columns = "SELECT string_agg(attname || ' ' || atttypid::regtype || ' ' || attnotnull, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'klines'::regclass AND attnum > 0";

    private readonly List<PostgresDatabase> _open = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TimescaleServer.IsInstalled, TimescaleServer.Absent);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task Migrate_WithoutTheExtension_LeavesMonths()
    {
        var (database, withIt) = (Open(await plain.CreateDatabaseAsync()), Open(await server.CreateDatabaseAsync()));
        (await MigrateAsync(database)).ShouldBeNull();
        (await database.AskAsync<bool>("SELECT klines_in_months()")).ShouldBeTrue();
        (await MigrateAsync(withIt)).ShouldNotBeNull();
        (await withIt.AskAsync<string>(Columns)).ShouldBe(await database.AskAsync<string>(Columns), "statements name columns, COPY of others may not");
    }

    [Fact]
    public async Task Migrate_WithTheExtension_MakesAHypertableThatCompressesAndStaysAsItIs()
    {
        var database = Open(await server.CreateDatabaseAsync());
        (await MigrateAsync(database)).ShouldStartWith("in a hypertable of TimescaleDB");
        (await database.AskAsync<long>("SELECT integer_interval FROM timescaledb_information.dimensions WHERE hypertable_name = 'klines'")).ShouldBe(30 * 86_400_000L);
        (await database.AskAsync<string>("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'klines_pkey'")).ShouldBe("PRIMARY KEY (series, open_time)");
        (await database.AskAsync<string>("SELECT config->>'compress_after' FROM timescaledb_information.jobs WHERE hypertable_name = 'klines'")).ShouldBe("2592000000");

        await database.ExecuteAsync("CALL remove_columnstore_policy('klines')");
        (await MigrateAsync(database)).ShouldEndWith("compressed when they are old");
        (await database.AskAsync<long>("SELECT count(*) FROM timescaledb_information.jobs WHERE hypertable_name = 'klines'")).ShouldBe(0, "who takes the policy away has it stay away");
    }

    [Fact]
    public async Task Migrate_ByManyAtOnce_MakesOneHypertable()
    {
        var connectionString = await server.CreateDatabaseAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MigrateAsync(Open(connectionString))));
        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("in a hypertable");
        (await _open[0].AskAsync<long>("SELECT count(*) FROM timescaledb_information.jobs WHERE hypertable_name = 'klines'")).ShouldBe(1);
    }

    [Fact]
    public async Task Migrate_WhenTheExtensionComesLater_MovesNoCandlesUnlessItIsTold()
    {
        var connectionString = await server.Server.CreateDatabaseAsync();
        var database = Open(connectionString);
        (await MigrateAsync(database)).ShouldBeNull();
        await using var store = new PostgresMarketStore(database);
        // Often enough that the statements are prepared, which then meet another table.
        for (var part = 0; part < 10; part++)
        {
            await store.SaveAsync(Range((part * 10_000) - 50_000, 10_000));
            (await store.LatestAsync(1)).ShouldBe(Range((part * 10_000) - 40_001, 1));
        }

        await database.ExecuteAsync("GRANT SELECT ON candles TO PUBLIC; CREATE ROLE service LOGIN; ALTER TABLE klines OWNER TO service");
        await TimescaleServer.AddAsync(connectionString);
        (await MigrateAsync(database)).ShouldNotBeNull().ShouldContain("SELECT use_timescaledb(true)");
        (await database.AskAsync<bool>("SELECT klines_in_months()")).ShouldBeTrue();

        var moves = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => database.AskAsync<string>("SELECT use_timescaledb(true)")));
        moves.Distinct().ShouldHaveSingleItem().ShouldStartWith("in a hypertable");
        (await database.AskAsync<string>("SELECT tableowner || ' ' || owner FROM pg_tables, timescaledb_information.jobs WHERE tablename = 'klines' AND hypertable_name = 'klines'"))
            .ShouldBe("service service", "whoever moves them");
        (await store.ReadAsync()).ShouldBe(Range(-50_000, 100_000));
        (await database.AskAsync<long>("SELECT count(*) FROM candles")).ShouldBe(100_000);
        (await database.AskAsync<bool>("SELECT has_table_privilege('pg_monitor', 'candles', 'SELECT')")).ShouldBeTrue("rights on the view stay");
        (await database.AskAsync<long>("SELECT count(*) FROM pg_class WHERE relname LIKE 'klines\\_%' AND relkind IN ('r', 'p')")).ShouldBe(0, "months are gone");
        await store.SaveAsync(Range(50_000, 10));
        (await store.LatestAsync(20)).ShouldBe(Range(49_990, 20));
        (await MigrateAsync(database)).ShouldNotBeNull().ShouldStartWith("in a hypertable");
    }

    [Fact]
    public async Task Migrate_WhenTheExtensionComesBeforeTheFirstCandle_MakesAHypertableBesideAStoreAtWork()
    {
        var connectionString = await server.Server.CreateDatabaseAsync();
        var database = Open(connectionString);
        await MigrateAsync(database);
        await using var store = new PostgresMarketStore(database);
        // What it has prepared until then is of months.
        for (var i = 0; i < 10; i++)
            (await store.PrepareAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start), 2, Token)).ShouldBe(i == 0 ? 3 : 0);
        (await store.LatestAsync()).ShouldBeEmpty();
        await TimescaleServer.AddAsync(connectionString);
        await MigrateAsync(Open(connectionString));
        (await database.AskAsync<bool>("SELECT klines_in_months()")).ShouldBeFalse();
        (await store.PrepareAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start), 5, Token)).ShouldBe(0);
        await store.SaveAsync(Range(0, 10));
        (await store.ReadAsync()).ShouldBe(Range(0, 10));
    }

    [Fact]
    public async Task Migrate_ThatCannotMakeAHypertable_LeavesMonthsAndSaysWhy()
    {
        var connectionString = await server.Server.CreateDatabaseAsync();
        var database = Open(connectionString);
        await MigrateAsync(database);
        await database.ExecuteAsync("CREATE VIEW of_others AS SELECT * FROM klines");
        await TimescaleServer.AddAsync(connectionString);
        (await MigrateAsync(database)).ShouldNotBeNull().ShouldContain("other objects depend on it");
        (await database.AskAsync<bool>("SELECT klines_in_months()")).ShouldBeTrue();
        (await Should.ThrowAsync<PostgresException>(() => database.AskAsync<string>("SELECT use_timescaledb(true)"))).SqlState.ShouldBe(PostgresErrorCodes.DependentObjectsStillExist);
        await using var store = new PostgresMarketStore(database);
        await store.SaveAsync(Range(0, 10));
        (await database.AskAsync<long>("SELECT count(*) FROM of_others")).ShouldBe(10);
    }

    [Fact]
    public async Task Migrate_ByARoleThatOwnsTheDatabaseAlone_MakesAHypertable()
    {
        var named = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync());
        await Open(named.ToString()).ExecuteAsync($"CREATE ROLE of_{named.Database} LOGIN; ALTER DATABASE {named.Database} OWNER TO of_{named.Database}");
        named.Username = $"of_{named.Database}";
        var database = Open(named.ToString());
        (await MigrateAsync(database)).ShouldNotBeNull().ShouldEndWith("compressed when they are old");
        await using var store = new PostgresMarketStore(database);
        await store.SaveAsync(Range(0, 10));
        await database.CompressAsync();
        await store.SaveAsync(Range(0, 10, variant: 1));
        (await store.ReadAsync()).ShouldBe(Range(0, 10, variant: 1));
        (await store.PruneAsync(long.MaxValue, Token)).ShouldBe(10);
    }

    [Fact]
    public async Task Migrate_OnTheApacheEdition_MakesAHypertableThatIsNotCompressed()
    {
        await using var apache = TimescaleServer.OfApacheEdition();
        var database = Open(await apache.CreateDatabaseAsync());
        (await MigrateAsync(database)).ShouldNotBeNull().ShouldNotContain("compressed");
        await using var store = new PostgresMarketStore(database);
        await store.SaveAsync(Range(-10, 20));
        await store.SaveAsync(Range(0, 10, variant: 1));
        (await store.ReadAsync()).ShouldBe([.. Range(-10, 10), .. Range(0, 10, variant: 1)]);
        (await store.PruneAsync(long.MaxValue, Token)).ShouldBe(20);
        (await MigrateAsync(database)).ShouldNotBeNull().ShouldStartWith("in a hypertable");
    }

    [Fact]
    public async Task Migrate_OnAServerThatDoesNotLoadTheLibraryAnyMore_IsRefused()
    {
        await using var unloaded = new TimescaleServer();
        var database = Open(await unloaded.CreateDatabaseAsync());
        await MigrateAsync(database);
        await unloaded.Server.StopAsync("fast");
        unloaded.Server.Preloaded = null;
        await unloaded.Server.StartAgainAsync();
        await RefusedAsync(database, "shared_preload_libraries");
    }

    [Fact]
    public async Task Migrate_AfterTheExtensionWasDropped_IsRefused()
    {
        var connectionString = await server.CreateDatabaseAsync();
        var database = Open(connectionString);
        await MigrateAsync(database);
        await database.ExecuteAsync("DROP EXTENSION timescaledb CASCADE");
        // A session that has its library still.
        (await Should.ThrowAsync<PostgresException>(() => database.AskAsync<int>("SELECT prepare_klines(ARRAY[0])"))).Message.ShouldContain("nothing is written");
        await RefusedAsync(Open(connectionString + ";Timeout=11"), "was a hypertable");
        await TimescaleServer.AddAsync(connectionString);
        await RefusedAsync(Open(connectionString + ";Timeout=12"), "was a hypertable");
    }

    [Fact]
    public async Task Migrate_WhereTheLibraryIsToldNotToLoad_IsRefused()
    {
        var connectionString = await server.CreateDatabaseAsync();
        var database = Open(connectionString);
        await MigrateAsync(database);
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET timescaledb.disable_load = on");
        await RefusedAsync(Open(connectionString + ";Timeout=11"), "disable_load");
        // A silo that goes on meanwhile keeps what it has, for nobody would see it later.
        var writing = Open(connectionString + ";Timeout=12");
        (await Should.ThrowAsync<PostgresException>(() => writing.AskAsync<int>("SELECT prepare_klines(ARRAY[0])"))).Message.ShouldContain("nothing is written");
    }

    [Fact]
    public async Task Migrate_WhereTransactionsSeeNothingNewer_LeavesMonths()
    {
        var connectionString = await server.CreateDatabaseAsync();
        await Open(connectionString).ExecuteAsync($"ALTER DATABASE {Open(connectionString).Name} SET default_transaction_isolation = 'repeatable read'");
        var database = Open(connectionString + ";Timeout=11");
        (await MigrateAsync(database)).ShouldNotBeNull().ShouldContain("read committed");
        (await database.AskAsync<bool>("SELECT klines_in_months()")).ShouldBeTrue();
    }

    [Fact]
    public async Task Migrate_AfterARestoreThatWasCutOff_IsRefused()
    {
        var connectionString = await server.CreateDatabaseAsync();
        var database = Open(connectionString);
        await MigrateAsync(database);
        await database.ExecuteAsync("SELECT timescaledb_pre_restore()");
        await RefusedAsync(Open(connectionString + ";Timeout=11"), "timescaledb.restoring");
        await database.ExecuteAsync("SELECT timescaledb_post_restore()");
        (await MigrateAsync(Open(connectionString + ";Timeout=12"))).ShouldNotBeNull();
    }

    /// <summary>Whether steps are taken at a start or only looked for.</summary>
    private static async Task RefusedAsync(PostgresDatabase database, string why)
    {
        (await Should.ThrowAsync<InvalidDataException>(() => MigrateAsync(database))).Message.ShouldContain(why);
        (await Should.ThrowAsync<InvalidDataException>(() => PostgresDatabases.Migrator(database).ListMissingAsync(Token))).Message.ShouldContain(why);
    }

    private static async Task<string?> MigrateAsync(PostgresDatabase database)
    {
        var migrator = PostgresDatabases.Migrator(database);
        await migrator.MigrateAsync(Token);
        return migrator.Candles;
    }

    private PostgresDatabase Open(string connectionString)
    {
        _open.Add(PostgresDatabases.Open(connectionString));
        return _open[^1];
    }
}
