using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.PostgreSql.Timescale;

/// <summary>What is particular about candles in a hypertable: chunks, the columnstore, and what is written to it afterwards.</summary>
public sealed class HypertableTests(TimescaleServer server) : IAsyncLifetime
{
    private const int ChunkOfCandles = 30 * 1440;

    private static readonly StoredSeries Series = new(Bitcoin, Interval);

    private PostgresDatabase _database = null!;
    private PostgresMarketStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The number of the first candle in a chunk that begins soon after the start.</summary>
    private static int Edge => (int)(ChunkOfCandles - (Start / 60_000 % ChunkOfCandles));

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TimescaleServer.IsInstalled, TimescaleServer.Absent);
        _database = PostgresDatabases.Open(await server.CreateDatabaseAsync());
        await PostgresDatabases.Migrator(_database).MigrateAsync(Token);
        _store = new PostgresMarketStore(_database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is null)
            return;
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Prune_DropsWholeChunksBeforeATimeAndWhatIsOldCanComeAgain()
    {
        await _store.SaveAsync(Of(Edge - 2), Of(Edge - 1), Of(Edge), Of(Edge + ChunkOfCandles));
        (await _store.PruneAsync(TimeOf(Edge) - 1, Token)).ShouldBe(0);
        (await _store.PruneAsync(TimeOf(Edge), Token)).ShouldBe(2);
        (await _store.ReadAsync()).ShouldBe([Of(Edge), Of(Edge + ChunkOfCandles)]);
        await _store.SaveAsync(Of(Edge - 1));
        (await _store.LatestAsync()).ShouldBe([Of(Edge - 1), Of(Edge), Of(Edge + ChunkOfCandles)]);
    }

    [Fact]
    public async Task Prune_OfCompressedChunks_CountsWhatTheyHeld()
    {
        await _store.SaveAsync(Range(Edge - 3_000, 6_000));
        await _database.CompressAsync();
        (await _store.PruneAsync(TimeOf(Edge), Token)).ShouldBe(3_000);
        (await _store.ReadAsync()).ShouldBe(Range(Edge, 3_000));
    }

    [Fact]
    public async Task Policy_CompressesWhatIsOldAndLeavesWhatIsNew()
    {
        var now = (int)((TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Start) / 60_000);
        await _store.SaveAsync([.. Range(0, 1_000), .. Range(now - 1_000, 1_000)]);
        var job = await _database.AskAsync<int>("SELECT job_id FROM timescaledb_information.jobs WHERE hypertable_name = 'klines'");
        await _database.ExecuteAsync($"CALL run_job({job})");
        (await _database.AskAsync<string>("SELECT string_agg(is_compressed::text, ' ' ORDER BY range_start_integer) FROM timescaledb_information.chunks WHERE hypertable_name = 'klines'"))
            .ShouldMatch("^true( true)?( false)+$");
        (await _store.ReadAsync()).ShouldBe([.. Range(0, 1_000), .. Range(now - 1_000, 1_000)]);
    }

    [Fact]
    public async Task Save_IntoACompressedChunk_ChangesWhatDiffersAndAddsWhatIsMissing()
    {
        await _store.SaveAsync([.. Range(0, 5_000), .. Range(6_000, 1_000)]);
        await _database.CompressAsync();
        var repaired = Range(100, 10).Select(kline => kline with { Repaired = true }).ToArray();
        await _store.SaveAsync([.. repaired, .. Range(2_000, 10), .. Range(3_000, 10, variant: 1), .. Range(4_990, 20)]);
        var expected = Range(0, 5_010).Concat(Range(6_000, 1_000)).ToDictionary(kline => kline.OpenTime);
        foreach (var kline in repaired.Concat(Range(3_000, 10, variant: 1)))
            expected[kline.OpenTime] = kline;
        (await _store.ReadAsync()).ShouldBe(expected.Values.OrderBy(kline => kline.OpenTime));

        // The same again, mark and all, after it has been compressed anew.
        await _database.CompressAsync();
        await _store.SaveAsync([.. Range(100, 10), .. Range(3_000, 10, variant: 1)]);
        (await _store.ReadAsync()).ShouldBe(expected.Values.OrderBy(kline => kline.OpenTime));
    }

    [Fact]
    public async Task Import_IntoACompressedChunk_AddsOnlyWhatIsMissing()
    {
        await _store.SaveAsync([.. Range(0, 1_000), .. Range(2_000, 1_000)]);
        await _database.CompressAsync();
        await _store.SaveMissingAsync(Series, Range(500, 2_000, variant: 1), Token);
        (await _store.ReadAsync()).ShouldBe([.. Range(0, 1_000), .. Range(1_000, 1_000, variant: 1), .. Range(2_000, 1_000)]);
    }

    [Fact]
    public async Task Save_OfMoreThanTheExtensionWouldDecompressForOneWrite_IsNotRefused()
    {
        await _database.ExecuteAsync("INSERT INTO kline_series (venue, symbol, interval) VALUES ('binance', 'BTCUSDT', '1m')");
        await _store.SaveAsync(Range(0, 50_000));
        await _database.CompressAsync();
        // The server's own bound is 100,000; one that a smaller write would meet.
        await _database.ExecuteAsync($"ALTER DATABASE {_database.Name} SET timescaledb.max_tuples_decompressed_per_dml_transaction = 100");
        await using var bound = PostgresDatabases.Open($"{new Npgsql.NpgsqlConnectionStringBuilder { Host = _database.Host, Username = "postgres", Database = _database.Name }}");
        (await bound.AskAsync<string>("SHOW timescaledb.max_tuples_decompressed_per_dml_transaction")).ShouldBe("100");
        await using var store = new PostgresMarketStore(bound);
        await store.SaveAsync(Range(0, 50_000, variant: 1));
        (await store.ReadAsync()).ShouldBe(Range(0, 50_000, variant: 1));
        (await bound.AskAsync<string>("SHOW timescaledb.max_tuples_decompressed_per_dml_transaction")).ShouldBe("100", "the bound is lifted for that one write");
    }

    [Fact]
    public async Task Save_ByTwoProcessesWhileChunksAreCompressed_LosesNoneAndAgrees()
    {
        await using var second = PostgresDatabases.Open($"{new Npgsql.NpgsqlConnectionStringBuilder { Host = _database.Host, Username = "postgres", Database = _database.Name }}");
        await using var other = new PostgresMarketStore(second);
        await Task.WhenAll([.. Enumerable.Range(0, 40).Select(SaveAsync), CompressOftenAsync()]);
        var read = await _store.ReadAsync();
        read.Select(kline => kline.OpenTime).ShouldBe(Enumerable.Range(0, 40).SelectMany(part => Range(part * 2_500, 300)).Select(kline => kline.OpenTime));
        read.ShouldBe(await other.ReadAsync());

        async Task SaveAsync(int part)
        {
            for (var variant = 0; variant < 3; variant++)
                await (part % 2 == 0 ? _store : other).SaveAsync(Range(part * 2_500, 300, variant));
        }

        async Task CompressOftenAsync()
        {
            for (var i = 0; i < 10; i++)
                await _database.CompressAsync();
        }
    }

    [Fact]
    public async Task Candles_View_ShowsNamesAndTimesOfCompressedCandles()
    {
        await _store.SaveAsync(Of(5));
        await _database.CompressAsync();
        (await _database.AskAsync<string>("SELECT format('%s:%s %s %s %s', venue, symbol, interval, opened_at AT TIME ZONE 'utc', close) FROM candles"))
            .ShouldBe("binance:BTCUSDT 1m 2026-01-01 00:05:00 101.1");
    }
}
