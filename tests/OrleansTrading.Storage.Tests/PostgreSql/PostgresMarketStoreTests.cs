using Npgsql;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.PostgreSql;

public sealed class PostgresMarketStoreTests(PostgresServer server) : IAsyncLifetime
{
    private PostgresDatabase _database = null!;
    private PostgresMarketStore _store = null!;
    private string _connectionString = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await server.CreateDatabaseAsync();
        _database = PostgresDatabases.Open(_connectionString);
        await PostgresDatabases.Migrator(_database).MigrateAsync(Token);
        _store = new PostgresMarketStore(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Save_SameValuesAgain_WritesNoRow()
    {
        await _store.SaveAsync(Range(0, 100));
        var before = await AskAsync<string>("SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY open_time) FROM klines");
        await _store.SaveAsync(Range(0, 100));
        (await AskAsync<string>("SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY open_time) FROM klines")).ShouldBe(before);
        await _store.SaveAsync(Range(0, 10, variant: 1));
        (await AskAsync<long>("SELECT count(DISTINCT xmin::text) FROM klines")).ShouldBe(2, "only what differs is written");
    }

    [Fact]
    public async Task Save_RepairedAndNotInOneWrite_KeepsTheMarkOfEqualValuesAndDropsItWithOthers()
    {
        Kline[] saves = [Of(1) with { Repaired = true }, Of(1), Of(2) with { Repaired = true }, Of(2, variant: 1), Of(3), Of(3) with { Repaired = true }];
        await _store.SaveAsync(saves);
        (await _store.ReadAsync()).Select(kline => (kline.Trades, kline.Repaired)).ShouldBe([(1, true), (3, false), (3, true)]);
    }

    [Fact]
    public async Task Save_OfManySymbolsAtOnce_GoesInFewWrites()
    {
        // The first write takes the number of each series; what counts is the second round.
        await SaveAllAsync(0);
        var before = await AskAsync<long>("SELECT count(DISTINCT xmin::text) FROM klines");
        await SaveAllAsync(1);
        var writes = await AskAsync<long>("SELECT count(DISTINCT xmin::text) FROM klines") - before;
        writes.ShouldBeInRange(1, 50);
        (await AskAsync<long>("SELECT count(*) FROM klines")).ShouldBe(1000);
        (await _store.ListSeriesAsync(Token)).Count.ShouldBe(500);

        Task SaveAllAsync(int number) => Task.WhenAll(Enumerable.Range(0, 500).Select(
            symbol => _store.SaveKlinesAsync(new InstrumentId("binance", $"S{symbol}"), KlineInterval.OneMinute, [Of(number)], Token)));
    }

    [Fact]
    public async Task Save_ByTwoProcessesOfTheSameCandles_LosesNoneAndAgrees()
    {
        await using var second = PostgresDatabases.Open(_connectionString);
        await using var other = new PostgresMarketStore(second);
        var random = new Random(7);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
        {
            Kline[] some = [.. Enumerable.Range(0, 400).Select(_ => Of((random.Next(200) * 700) + (i % 2)))];
            return (i % 3 == 0 ? other : _store).SaveKlinesAsync(new InstrumentId("binance", $"S{i % 5}"), KlineInterval.OneMinute, some, Token);
        }));
        foreach (var series in await _store.ListSeriesAsync(Token))
        {
            var read = await _store.ReadLatestKlinesAsync(series.Instrument, series.Interval, int.MaxValue, Token);
            read.ShouldBe(await other.ReadLatestKlinesAsync(series.Instrument, series.Interval, int.MaxValue, Token));
            read.Select(kline => kline.OpenTime).ShouldBeUnique();
        }
    }

    [Fact]
    public async Task Save_OfAnyMonth_MakesItsPartition()
    {
        await _store.SaveAsync(Of(0), Of(-1), Of(31 * 1440), Of((31 * 1440) - 1));
        await _store.SaveKlinesAsync(Bitcoin, KlineInterval.OneDay, [Of(0) with { OpenTime = 0 }], Token);
        (await AskAsync<string>("SELECT string_agg(tableoid::regclass::text, ' ' ORDER BY open_time) FROM klines"))
            .ShouldBe("klines_1970_01 klines_2025_12 klines_2026_01 klines_2026_01 klines_2026_02");
    }

    [Fact]
    public async Task Prune_DropsWholeMonthsBeforeATimeAndWhatIsOldCanComeAgain()
    {
        await _store.SaveAsync(Of(-1), Of(0), Of(1), Of(31 * 1440));
        (await _store.PruneAsync(TimeOf((31 * 1440) - 1), Token)).ShouldBe(1);
        (await _store.ReadAsync()).ShouldBe([Of(0), Of(1), Of(31 * 1440)]);
        (await _store.PruneAsync(TimeOf(31 * 1440), Token)).ShouldBe(2);
        await _store.SaveAsync(Of(0));
        (await _store.ReadAsync()).ShouldBe([Of(0), Of(31 * 1440)]);
    }

    [Fact]
    public async Task Prepare_MakesTheMonthsToCome()
    {
        (await _store.PrepareAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start), 2, Token)).ShouldBe(3);
        (await _store.PrepareAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start).AddDays(40), 2, Token)).ShouldBe(1);
        (await AskAsync<long>("SELECT count(*) FROM pg_class WHERE relname IN ('klines_2026_01', 'klines_2026_02', 'klines_2026_03', 'klines_2026_04')")).ShouldBe(4);
    }

    [Fact]
    public async Task Calls_OnADatabaseWithoutTables_FailAsInputAndOutput()
    {
        await using var database = PostgresDatabases.Open(await server.CreateDatabaseAsync());
        await using var store = new PostgresMarketStore(database);
        (await Should.ThrowAsync<IOException>(() => store.SaveAsync(Of(0)))).InnerException.ShouldBeOfType<PostgresException>();
        await Should.ThrowAsync<IOException>(() => store.LatestAsync(1));
        database.AwaySince.ShouldBeNull();
    }

    [Fact]
    public async Task Candles_View_ShowsNamesAndTimes()
    {
        await _store.SaveAsync(Of(5));
        (await AskAsync<string>("SELECT format('%s:%s %s %s %s', venue, symbol, interval, opened_at AT TIME ZONE 'utc', close) FROM candles"))
            .ShouldBe("binance:BTCUSDT 1m 2026-01-01 00:05:00 101.1");
    }

    private Task<T> AskAsync<T>(string sql) => _database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (T)(await command.ExecuteScalarAsync(token))!;
        },
        Token);
}
