using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Storage;

/// <summary>
/// The same candles in months and in a hypertable of TimescaleDB, in two databases of one server that forces its log to the disk: writes, room and
/// reads, and the last two again when all of it is compressed.
/// </summary>
[Description("hypertable: candles in months beside a hypertable of TimescaleDB, plain and compressed")]
internal static class HypertableBenchmark
{
    private const int Symbols = 50;
    private const int Candles = 40_000;
    private const int Batch = 1_000;
    private const int Writers = 8;
    private const int Latest = 300;
    private const int Reads = 500;
    private const long Start = 1_767_225_600_000;

    public static async Task RunAsync(Report report)
    {
        if (!TimescaleServer.IsInstalled)
        {
            await report.WriteLineAsync($"Nothing is measured: {TimescaleServer.Absent}.");
            return;
        }

        await using var server = new TimescaleServer { IsDurable = true };
        var series = Enumerable.Range(0, Symbols).Select(Make).ToArray();
        await report.WriteLineAsync(FormattableString.Invariant($"""
            ## Candles in months and in a hypertable

            {Symbols} symbols x {Candles:N0} candles, {Writers} writers, {Batch:N0} a call; reads one after another.

            | | | |
            |---|---|---:|
            """));
        await RunAsync(report, "months", await server.Server.CreateDatabaseAsync(), series);
        await RunAsync(report, "hypertable", await server.CreateDatabaseAsync(), series);
    }

    private static async Task RunAsync(Report report, string name, string connectionString, Kline[][] series)
    {
        await using var database = new PostgresDatabase(connectionString, Options.Create(new DatabaseOptions()), TimeProvider.System, NullLogger<PostgresDatabase>.Instance);
        var migrator = new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance);
        await migrator.MigrateAsync(CancellationToken.None);
        await using var store = new PostgresMarketStore(database);
        await WriteRateAsync(report, $"{name}, upsert of new candles", Symbols * Candles, await SaveAsync(store, series));
        await WriteRateAsync(report, $"{name}, the same again: nothing differs", Symbols * Candles, await SaveAsync(store, series));
        await AskAsync<int>(database, "ANALYZE; SELECT 1");
        await WriteRestAsync(report, name, database, store);
        if (migrator.Candles is null)
            return;

        var started = Stopwatch.GetTimestamp();
        var chunks = await AskAsync<long>(database, "SELECT count(compress_chunk(chunk)) FROM show_chunks('klines') AS chunk");
        await WriteRateAsync(report, $"{name}, compression of {chunks} chunks", Symbols * Candles, Stopwatch.GetElapsedTime(started));
        await WriteRestAsync(report, "compressed", database, store);
        var tenth = series.Select(all => all[..(Candles / 10)]).ToArray();
        await WriteRateAsync(report, "compressed, the same again: nothing differs", Symbols * Candles / 10, await SaveAsync(store, tenth));
        var repaired = tenth.Select(all => all.Select(kline => kline with { Volume = kline.Volume + 1, Repaired = true }).ToArray()).ToArray();
        await AskAsync<long>(database, "SELECT count(compress_chunk(chunk)) FROM show_chunks('klines') AS chunk");
        await WriteRateAsync(report, "compressed, other values: every row changes", Symbols * Candles / 10, await SaveAsync(store, repaired));
    }

    private static async Task WriteRestAsync(Report report, string name, PostgresDatabase database, PostgresMarketStore store)
    {
        var size = await AskAsync<long>(database, """
            SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND (c.relname LIKE 'klines%' OR c.relname ~ '^(_hyper|compress_hyper)_')
            """);
        report.Add($"{name}, on the disk", "size", size / 1e6, "MB");
        await report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {name} | on the disk | {size / 1e6:N0} MB, {(double)size / (Symbols * Candles):N0} bytes a candle |"));
        await ReadAsync($"the latest {Latest}", i => store.ReadLatestKlinesAsync(Name(i % Symbols), KlineInterval.OneMinute, Latest, CancellationToken.None), Latest);
        await ReadAsync(
            "a day", i => store.ReadKlinesAsync(Name(i % Symbols), KlineInterval.OneMinute, TimeOf(i * 37), TimeOf((i * 37) + 1439), int.MaxValue, CancellationToken.None), 1_440);

        async Task ReadAsync(string what, Func<int, Task<IReadOnlyList<Kline>>> read, int count)
        {
            var samples = await LatencySamples.MeasureAsync(
                async i =>
                {
                    if ((await read(i)).Count != count)
                        throw new InvalidOperationException($"{count} candles were to be read.");
                },
                Symbols, Reads);
            report.Add($"{name}, read of {what}", "p50", samples.Percentile(0.5), "ms");
            await report.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | read of {what}, p50 / p99 | {samples.Percentile(0.5):N2} / {samples.Percentile(0.99):N2} ms |"));
        }
    }

    private static async Task<TimeSpan> SaveAsync(PostgresMarketStore store, Kline[][] series)
    {
        var saves = (from part in Enumerable.Range(0, series[0].Length / Batch) from symbol in Enumerable.Range(0, Symbols)
            select (Symbol: symbol, Klines: series[symbol][(part * Batch)..((part + 1) * Batch)])).ToArray();
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(saves, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (save, token) =>
            await store.SaveKlinesAsync(Name(save.Symbol), KlineInterval.OneMinute, save.Klines, token));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>A walk by chance, with as many digits as venues give; the same each time.</summary>
    private static Kline[] Make(int symbol)
    {
        var random = new Random(symbol);
        var (klines, price) = (new Kline[Candles], 20.0 + (symbol * 7));
        for (var i = 0; i < Candles; i++)
        {
            var open = Math.Round(price, 2);
            var close = Math.Round(price *= 1 + ((random.NextDouble() - 0.5) * 0.002), 2);
            var (high, low) = (Math.Round(Math.Max(open, close) * (1 + (random.NextDouble() * 0.0005)), 2), Math.Round(Math.Min(open, close) * (1 - (random.NextDouble() * 0.0005)), 2));
            var volume = Math.Round(-Math.Log(1 - random.NextDouble()) * 400, 3);
            var taken = Math.Round(volume * random.NextDouble(), 3);
            klines[i] = new Kline(TimeOf(i), open, high, low, close, volume, Math.Round(volume * (open + close) / 2, 5), taken, Math.Round(taken * (open + close) / 2, 5), (int)volume, true);
        }

        return klines;
    }

    private static InstrumentId Name(int symbol) => new("binance", $"S{symbol:000}USDT");

    private static long TimeOf(int number) => Start + (number * 60_000L);

    private static Task<T> AskAsync<T>(PostgresDatabase database, string sql) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            return (T)(await command.ExecuteScalarAsync(token))!;
        },
        CancellationToken.None);

    private static Task WriteRateAsync(Report report, string title, int rows, TimeSpan elapsed)
    {
        var rate = rows / elapsed.TotalSeconds;
        report.AddRate(title, rate, "rows/s", null);
        return report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {title.Replace(", ", " | ", StringComparison.Ordinal)} | {rate:N0} rows/s |"));
    }
}
