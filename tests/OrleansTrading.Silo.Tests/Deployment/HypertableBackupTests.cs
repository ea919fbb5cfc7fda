using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>Backup and restore of a database whose candles lie in a hypertable of TimescaleDB, most of them compressed.</summary>
public sealed class HypertableBackupTests(TimescaleServer server, PostgresServer plain) : IAsyncLifetime
{
    private const string Behind = "PATH=${PATH#*:}; exec ";

    private const string Checksum = "SELECT count(*) || ' ' || md5(string_agg(k::text, ',' ORDER BY series, open_time)) FROM klines AS k";

    private readonly PlayedDocker _docker = new();
    private readonly TemporaryDirectory _backups = new();

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TimescaleServer.IsInstalled, TimescaleServer.Absent);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _docker.Dispose();
        _backups.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Backup_WithCompressedChunks_ComesBackCandleForCandle(bool direct, bool hasExtension)
    {
        var from = await FilledAsync();
        var to = hasExtension ? await server.CreateDatabaseAsync() : await server.Server.CreateDatabaseAsync();
        var file = await BackUpAsync(from, direct);
        var result = await RestoreAsync(to, file, direct);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldMatch(@"about 90\d\d rows", "candles, and some rows of others");
        (await AskAsync<string>(to, Checksum)).ShouldBe(await AskAsync<string>(from, Checksum));
        (await AskAsync<string>(to, "SELECT string_agg(is_compressed::text, ' ' ORDER BY range_start_integer) FROM timescaledb_information.chunks WHERE hypertable_name = 'klines'"))
            .ShouldBe("true true false");

        // It is a hypertable that goes on: what is compressed can be changed, a time without a chunk gets one, and what is old will be compressed.
        await ExecuteAsync(to, "UPDATE klines SET close = -5 WHERE open_time = 3000000");
        await ExecuteAsync(to, "INSERT INTO klines SELECT open_time + 1000000000000, open, high, low, close, 5, 6, 7, 8, series, trades, repaired FROM klines");
        (await AskAsync<long>(to, "SELECT count(*) FROM klines WHERE close = -5")).ShouldBe(6);
        (await AskAsync<long>(to, "SELECT count(*) FROM klines")).ShouldBe(18_000);
        (await AskAsync<long>(to, "SELECT count(*) FROM timescaledb_information.jobs WHERE hypertable_name = 'klines'")).ShouldBe(1);
        (await MigrateAsync(to)).ShouldNotBeNull().ShouldStartWith("in a hypertable");
    }

    [Fact]
    public async Task Backup_WhileCandlesAreCompressed_HasThemAll()
    {
        var from = await FilledAsync();
        await using var compressing = new NpgsqlConnection(from + ";Pooling=false");
        await compressing.OpenAsync();
        await using var transaction = await compressing.BeginTransactionAsync();
        await using (var compress = new NpgsqlCommand("SELECT compress_chunk(chunk) FROM show_chunks('klines') AS chunk", compressing, transaction))
            await compress.ExecuteNonQueryAsync();
        var backup = _docker.RunAsync("backup.sh", ["--direct", "--to", _backups.Path], Variables(from));
        // It has its snapshot, in which the chunk is not compressed, and waits for the chunk, which is emptied.
        await Eventually.TrueAsync(() => AskAsync<bool>(from, "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"), TimeSpan.FromMinutes(1));
        await transaction.CommitAsync();
        var result = await backup;
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Errors.ShouldContain("begun again");
        var to = await server.Server.CreateDatabaseAsync();
        (await RestoreAsync(to, result.Output.Trim(), direct: true)).ExitCode.ShouldBe(0);
        (await AskAsync<string>(to, Checksum)).ShouldBe(await AskAsync<string>(from, Checksum));
    }

    [Fact]
    public async Task Restore_OverHypertables_IsRefused_AndWhatItSaysWorks()
    {
        var database = await FilledAsync();
        var file = await BackUpAsync(database, direct: true);
        var before = await AskAsync<string>(database, Checksum);
        await ExecuteAsync(database, "DELETE FROM klines WHERE open_time > 0");
        var after = await AskAsync<string>(database, Checksum);
        var refused = await RestoreAsync(database, file, direct: true, "--force");
        refused.ExitCode.ShouldBe(1);
        (await AskAsync<string>(database, Checksum)).ShouldBe(after);

        string[] statements = [.. refused.Errors.Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith(';'))];
        statements.Length.ShouldBe(3, refused.Errors);
        var other = new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ToString();
        await ExecuteAsync(other, statements[0]);
        await ExecuteAsync(other, statements[1]);
        var result = await RestoreAsync(database, file, direct: true);
        result.ExitCode.ShouldBe(0, result.Errors);
        (await AskAsync<string>(database, Checksum)).ShouldBe(before);
        await ExecuteAsync(other, statements[2]);
    }

    [Fact]
    public async Task Restore_OfHypertables_OverMonths_IsRefused()
    {
        var (file, months) = (await BackUpAsync(await FilledAsync(), direct: true), await server.Server.CreateDatabaseAsync());
        await MigrateAsync(months);
        var refused = await RestoreAsync(months, file, direct: true, "--force");
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("only an empty database is filled");
        (await AskAsync<bool>(months, "SELECT klines_in_months()")).ShouldBeTrue();
    }

    [Fact]
    public async Task Restore_OfMonths_IntoADatabaseWithTheExtension_IsDone()
    {
        var (months, to) = (await server.Server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());
        await MigrateAsync(months);
        await ExecuteAsync(months, "SELECT prepare_klines(ARRAY[0]); INSERT INTO klines VALUES (0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 9, false)");
        var result = await RestoreAsync(to, await BackUpAsync(months, direct: true), direct: true);
        result.ExitCode.ShouldBe(0, result.Errors);
        (await AskAsync<string>(to, Checksum)).ShouldBe(await AskAsync<string>(months, Checksum));
        (await MigrateAsync(to)).ShouldNotBeNull().ShouldStartWith("in months");
    }

    [Fact]
    public async Task Restore_WhereTheServerCannotHoldIt_IsRefused()
    {
        var file = await BackUpAsync(await FilledAsync(), direct: true);
        var unloaded = await RestoreAsync(await plain.CreateDatabaseAsync(), file, direct: true);
        unloaded.ExitCode.ShouldBe(1);
        unloaded.Errors.ShouldContain("the extension timescaledb could not be made");

        var named = new NpgsqlConnectionStringBuilder(await server.Server.CreateDatabaseAsync());
        await ExecuteAsync(named.ToString(), $"CREATE ROLE of_{named.Database} LOGIN; ALTER DATABASE {named.Database} OWNER TO of_{named.Database}");
        named.Username = $"of_{named.Database}";
        (await RestoreAsync(named.ToString(), file, direct: true)).Errors.ShouldContain($"ALTER ROLE {named.Username} SUPERUSER");

        _docker.Play("psql", "if [[ $* == *pg_available_extension_versions* ]]; then echo 0; exit; fi; " + Behind + "psql \"$@\"");
        (await RestoreAsync(named.ToString(), file, direct: true)).Errors.ShouldContain("which this server does not have");
        (await AskAsync<long>(named.ToString(), "SELECT count(*) FROM pg_extension WHERE extname = 'timescaledb'")).ShouldBe(0, "it was refused before anything was done");
    }

    [Fact]
    public async Task Restore_ThatFails_LeavesAnEmptyDatabaseThatCanBeUsed()
    {
        var (from, to) = (await FilledAsync(), await server.Server.CreateDatabaseAsync());
        var file = await BackUpAsync(from, direct: true);
        (await RestoreAsync(to, await CutAsync(file), direct: true)).ExitCode.ShouldBe(1);
        (await AskAsync<string>(to, "SHOW timescaledb.restoring")).ShouldBe("off");
        (await AskAsync<bool>(to, "SELECT to_regclass('klines') IS NULL")).ShouldBeTrue();
        (await RestoreAsync(to, file, direct: true)).ExitCode.ShouldBe(0);
        (await AskAsync<string>(to, Checksum)).ShouldBe(await AskAsync<string>(from, Checksum));
    }

    [Fact]
    public async Task Restore_CutOffBeforeItsLastStep_SaysSo_AndNothingBeginsBefore()
    {
        var (from, to) = (await FilledAsync(), await server.Server.CreateDatabaseAsync());
        var file = await BackUpAsync(from, direct: true);
        _docker.Play("psql", "[[ $* != *timescaledb_post_restore* ]] || exit 2; " + Behind + "psql \"$@\"");
        var result = await RestoreAsync(to, file, direct: true);
        result.ExitCode.ShouldNotBe(0);
        result.Errors.ShouldContain("SELECT timescaledb_post_restore();");
        await Should.ThrowAsync<InvalidDataException>(() => MigrateAsync(to));
        _docker.StopPlaying("psql");
        (await RestoreAsync(to, file, direct: true, "--force")).Errors.ShouldContain("only the last step is missing: SELECT timescaledb_post_restore();");
        await ExecuteAsync(to, "SELECT timescaledb_post_restore()");
        (await MigrateAsync(to)).ShouldNotBeNull();
        (await AskAsync<string>(to, Checksum)).ShouldBe(await AskAsync<string>(from, Checksum));
    }

    /// <summary>Candles of three series in three chunks, of which two are compressed and one of them has rows beside its batches.</summary>
    private async Task<string> FilledAsync()
    {
        var database = await server.CreateDatabaseAsync();
        await MigrateAsync(database);
        await ExecuteAsync(database, """
            INSERT INTO kline_series (venue, symbol, interval) VALUES ('binance', 'A', '1m'), ('binance', 'B', '1m'), ('okx', 'A', '1h');
            INSERT INTO klines SELECT n * 3000000::bigint, n, n + 0.1, n - 1e-9, n / 3.0, n, n, n, n, series, n, n % 7 = 0 FROM generate_series(0, 2499) AS n, generate_series(1, 3) AS series;
            SELECT compress_chunk(chunk) FROM show_chunks('klines', older_than => 5184000000::bigint) AS chunk;
            INSERT INTO klines SELECT n * 3000000::bigint + 1000, 1, 2, 3, 4, 5, 6, 7, 8, series, n, true FROM generate_series(0, 499) AS n, generate_series(1, 3) AS series;
            """);
        return database;
    }

    /// <summary>The file without its last quarter and without a checksum.</summary>
    private static async Task<string> CutAsync(string file)
    {
        var all = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file + ".cut", all[..(all.Length * 3 / 4)]);
        return file + ".cut";
    }

    private static async Task<string?> MigrateAsync(string database)
    {
        await using var opened = new PostgresDatabase(database + ";Pooling=false", Options.Create(new DatabaseOptions()), TimeProvider.System, NullLogger<PostgresDatabase>.Instance);
        var migrator = new Migrator(opened, TimeProvider.System, NullLogger<Migrator>.Instance);
        await migrator.MigrateAsync(TestContext.Current.CancellationToken);
        return migrator.Candles;
    }

    private async Task<string> BackUpAsync(string database, bool direct)
    {
        var result = await _docker.RunAsync("backup.sh", [.. direct ? ["--direct"] : Array.Empty<string>(), "--to", _backups.Path], Variables(database));
        result.ExitCode.ShouldBe(0, result.Errors);
        return result.Output.Trim();
    }

    private Task<ToolResult> RestoreAsync(string database, string file, bool direct, params string[] words) =>
        _docker.RunAsync("restore.sh", [file, .. direct ? ["--direct"] : Array.Empty<string>(), .. words], Variables(database));

    private static Dictionary<string, string> Variables(string database)
    {
        var named = new NpgsqlConnectionStringBuilder(database);
        return new Dictionary<string, string>
        {
            ["PGHOST"] = named.Host!,
            ["PGPORT"] = named.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = named.Username!,
            ["PGDATABASE"] = named.Database!,
        };
    }

    private static async Task<T> AskAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
