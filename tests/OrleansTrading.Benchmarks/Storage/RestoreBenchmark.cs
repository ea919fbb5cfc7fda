using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Storage;

/// <summary>
/// A backup by deploy/backup.sh, and deploy/restore.sh of it onto another server that is empty; both force what they write to the disk. Both databases must
/// hold the same. A twentieth of 100 million candles, unless ORLEANS_TRADING_RESTORE_CANDLES says how many.
/// </summary>
[Description("restore: a backup of five million candles, restored onto an empty server")]
internal static class RestoreBenchmark
{
    private const int Symbols = 500;
    private const long Start = 1_767_225_600_000;
    private const long Whole = 100_000_000;

    public static async Task RunAsync(Report report)
    {
        var rows = long.Parse(Environment.GetEnvironmentVariable("ORLEANS_TRADING_RESTORE_CANDLES") ?? "5000000", CultureInfo.InvariantCulture) / Symbols * Symbols;
        await using var server = new PostgresServer { IsDurable = true };
        await using var empty = new PostgresServer { IsDurable = true };
        var (from, to) = (await server.CreateDatabaseAsync(), await empty.CreateDatabaseAsync());
        using var backups = new TemporaryDirectory();
        report.At("filling the database");
        await FillAsync(from, rows / Symbols);
        var (held, size) = (await HeldAsync(from), await AskAsync<long>(from, "SELECT pg_database_size(current_database())"));
        report.At("backup");
        var backup = await ScriptAsync(from, "backup.sh", "--direct", "--to", backups.Path);
        var file = Directory.GetFiles(backups.Path, "*.dump").Single();
        report.At("restore");
        var restore = await ScriptAsync(to, "restore.sh", file, "--direct");
        if (await HeldAsync(to) is var there && there != held)
            throw new InvalidOperationException($"The restored database holds {there}, and not {held}.");

        await report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            ## Backup and restore

            {rows:N0} candles of {Symbols} symbols: {size / 1e6:N0} MB in the database, {new FileInfo(file).Length / 1e6:N0} MB as a file. The restored database has the same counts and
            checksums, table by table.

            | | time | candles a second | {Whole:N0} candles would take |
            |---|---:|---:|---:|
            """));
        await WriteAsync(report, "deploy/backup.sh", rows, backup);
        await WriteAsync(report, "deploy/restore.sh onto an empty server", rows, restore);
    }

    private static async Task FillAsync(string database, long candles)
    {
        await using (var migrated = new PostgresDatabase(database, Options.Create(new DatabaseOptions()), TimeProvider.System, NullLogger<PostgresDatabase>.Instance))
            await new Migrator(migrated, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        await AskAsync<long>(database, $"INSERT INTO kline_series (venue, symbol, interval) SELECT 'binance', 'S' || n || 'USDT', '1m' FROM generate_series(1, {Symbols}) n RETURNING 1::bigint");
        await AskAsync<int>(database, $"SELECT prepare_klines(array(SELECT {Start} + n * 60000::bigint FROM generate_series(0, {candles}, 1000) n) || {Start + (candles * 60_000)}::bigint)");
        // Prices that go up and down by chance pack as real ones do; the seed makes them the same each time.
        await AskAsync<string>(database, $"""
            SELECT setseed(0.5)::text;
            INSERT INTO klines SELECT {Start} + n * 60000::bigint, p, p * 1.001, p * 0.999, p * (1 + r / 1000), v, v * p, v / 2, v * p / 2, s.id, (v * 10)::int, false
            FROM generate_series(0, {candles - 1}) n, kline_series s,
                LATERAL (SELECT round((100 + s.id + random() * 10)::numeric, 2)::float8 AS p, random() AS r, round((random() * 1000)::numeric, 3)::float8 AS v, n AS of_candle, s.id AS of_series) made;
            """);
        await AskAsync<string>(database, "CHECKPOINT");
    }

    /// <summary>Counts and checksums of every table.</summary>
    private static async Task<string> HeldAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        List<string> tables = [];
        await using (var list = source.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }

        List<string> held = [];
        foreach (var table in tables)
            held.Add($"{table} {await AskAsync<string>(database, $"SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM {table} AS t")}");
        return string.Join('\n', held);
    }

    private static async Task<T?> AskAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        return (T?)await command.ExecuteScalarAsync();
    }

    private static async Task<TimeSpan> ScriptAsync(string database, string script, params string[] words)
    {
        var named = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo("bash", [Repository.PathOf("deploy", script), .. words])
        {
            RedirectStandardOutput = true,
            Environment = { ["PGHOST"] = named.Host!, ["PGUSER"] = named.Username!, ["PGDATABASE"] = named.Database! },
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(started) : throw new InvalidOperationException($"{script} ended with {process.ExitCode}.\n{output}");
    }

    private static Task WriteAsync(Report report, string title, long rows, TimeSpan took)
    {
        report.AddRate(title, rows / took.TotalSeconds, "rows/s", null);
        return report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {title} | {took.TotalSeconds:N1} s | {rows / took.TotalSeconds:N0} | {took.TotalMinutes * Whole / rows:N0} min |"));
    }
}
