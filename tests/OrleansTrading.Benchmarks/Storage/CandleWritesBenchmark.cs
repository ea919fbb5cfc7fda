using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Storage;

/// <summary>
/// Candles written to PostgreSQL and read back at a start, beside the same rows copied by psql into the same table, which is the bound, and
/// beside the file store. The server forces its log to the disk as it does in production.
/// </summary>
[Description("candle-writes: candles upserted into PostgreSQL beside psql's copy, and a warm start from it")]
internal static class CandleWritesBenchmark
{
    private const int Instruments = 500;
    private const int Candles = 4_000;
    private const int Batch = 1_000;
    private const int Writers = 8;
    private const int WarmCandles = 1_000;
    private const int LiveRounds = 100;
    private const long Start = 1_767_225_600_000;

    public static async Task RunAsync(Report report)
    {
        await using var server = new PostgresServer { IsDurable = true };
        var connectionString = await server.CreateDatabaseAsync();
        await using var database = new PostgresDatabase(connectionString, Options.Create(new DatabaseOptions()), TimeProvider.System, NullLogger<PostgresDatabase>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        await using var store = new PostgresMarketStore(database);
        await report.WriteLineAsync($"""
            ## Candles in PostgreSQL

            | {Instruments} symbols x {Candles:N0} candles, {Writers} writers, {Batch:N0} a call | rows | rows a second | target |
            |---|---:|---:|---:|
            """);
        await WriteRowAsync(report, "upsert of new candles", 100_000, await SaveAsync(store, 0));
        await WriteRowAsync(report, "the same candles again: nothing differs", 100_000, await SaveAsync(store, 0));
        await WriteRowAsync(report, "the same candles with other values: every row changes", null, await SaveAsync(store, 1));
        await WriteRowAsync(report, "bound: psql \\copy of the rows into an empty table of the same shape", null, await CopyAsync(database, connectionString));
        await WriteRowAsync(report, "file store, forced to the disk every second", null, await SaveToFilesAsync());
        await WriteRowAsync(report, "bound: bare write of as many bytes as the file store's, and fsync", null, WriteBare());
        await report.WriteLineAsync(FormattableString.Invariant($"\n{Instruments} symbols close a candle at once; all are stored:\n\n{LatencySamples.Header}"));
        var live = await LatencySamples.MeasureAsync(round => SaveRoundAsync(store, Candles + round), 10, LiveRounds);
        await report.WriteAsync("a round", live);
        await report.WriteLineAsync(FormattableString.Invariant($"\n{Instruments} symbols' newest {WarmCandles:N0} candles at a start:\n\n{LatencySamples.Header}"));
        var warm = await LatencySamples.MeasureAsync(_ => WarmAsync(store), 1, 5);
        await report.WriteAsync("warm start", warm, 5_000);
    }

    private static async Task<TimeSpan> SaveAsync(IMarketStore store, int variant)
    {
        // Made beforehand: the venue's connector has them ready, too.
        var saves = (from part in Enumerable.Range(0, Candles / Batch) from symbol in Enumerable.Range(0, Instruments)
            select (Symbol: symbol, Klines: Enumerable.Range(part * Batch, Batch).Select(number => Make(symbol, number, variant)).ToArray())).ToArray();
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(saves, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (save, token) =>
            await store.SaveKlinesAsync(Name(save.Symbol), KlineInterval.OneMinute, save.Klines, token));
        return Stopwatch.GetElapsedTime(started);
    }

    private static Task SaveRoundAsync(PostgresMarketStore store, int number) => Task.WhenAll(Enumerable.Range(0, Instruments).Select(
        symbol => store.SaveKlinesAsync(Name(symbol), KlineInterval.OneMinute, [Make(symbol, number, 0)], CancellationToken.None)));

    private static Task WarmAsync(PostgresMarketStore store) => Parallel.ForAsync(
        0, Instruments, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (symbol, token) =>
        {
            var read = await store.ReadLatestKlinesAsync(Name(symbol), KlineInterval.OneMinute, WarmCandles, token);
            if (read.Count != WarmCandles)
                throw new InvalidOperationException($"{read.Count} candles were read, of {WarmCandles}.");
        });

    /// <summary>Out of the table into a file, and by psql from the file into a table made like it.</summary>
    private static async Task<TimeSpan> CopyAsync(PostgresDatabase database, string connectionString)
    {
        var file = Path.GetTempFileName();
        try
        {
            var named = new NpgsqlConnectionStringBuilder(connectionString);
            string[] login = ["-h", named.Host!, "-U", named.Username!, "-d", named.Database!, "-q", "-c"];
            await PsqlAsync([.. login, $"\\copy (SELECT * FROM klines ORDER BY open_time, series) TO '{file}'"]);
            await database.RunAsync(
                async (connection, token) =>
                {
                    await using var command = new NpgsqlCommand(
                        "CREATE TABLE copied (LIKE klines INCLUDING ALL) PARTITION BY RANGE (open_time); CREATE TABLE copied_all PARTITION OF copied DEFAULT", connection);
                    await command.ExecuteNonQueryAsync(token);
                },
                CancellationToken.None);
            var started = Stopwatch.GetTimestamp();
            await PsqlAsync([.. login, $"\\copy copied FROM '{file}'"]);
            return Stopwatch.GetElapsedTime(started);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task PsqlAsync(string[] arguments)
    {
        using var process = Process.Start("psql", arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"psql ended with {process.ExitCode}.");
    }

    private static async Task<TimeSpan> SaveToFilesAsync()
    {
        using var directory = new TemporaryDirectory();
        await using var store = new FileMarketStore(
            Options.Create(new FileMarketStoreOptions { Directory = directory.Path }), TimeProvider.System, NullLogger<FileMarketStore>.Instance);
        return await SaveAsync(store, 0);
    }

    private static TimeSpan WriteBare()
    {
        using var directory = new TemporaryDirectory();
        using var handle = File.OpenHandle(Path.Combine(directory.Path, "bare"), FileMode.Create, FileAccess.Write);
        var block = new byte[Batch * SegmentFormat.RecordSize];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Instruments * Candles / Batch; i++)
            RandomAccess.Write(handle, block, (long)i * block.Length);
        RandomAccess.FlushToDisk(handle);
        return Stopwatch.GetElapsedTime(started);
    }

    private static InstrumentId Name(int symbol) => new("binance", $"S{symbol:000}USDT");

    private static Kline Make(int symbol, int number, int variant)
    {
        var price = 100 + symbol + (number % 97 * 0.01);
        var volume = 10 + (number % 31 * 0.125) + variant;
        return new Kline(Start + (number * 60_000L), price, price + 0.5, price - 0.5, price + 0.25, volume, volume * price, volume / 2, volume * price / 2, number % 1000, true);
    }

    private static Task WriteRowAsync(Report report, string title, double? target, TimeSpan elapsed)
    {
        var rate = Instruments * Candles / elapsed.TotalSeconds;
        report.AddRate(title, rate, "rows/s", target);
        return report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {title} | {Instruments * Candles:N0} | {rate:N0} | {target:N0} |"));
    }
}
