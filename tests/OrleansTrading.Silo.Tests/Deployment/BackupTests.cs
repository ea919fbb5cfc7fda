using System.Globalization;
using Npgsql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>deploy/backup.sh and deploy/restore.sh against a real server: what was backed up comes back, and nothing else is touched.</summary>
public sealed partial class BackupTests(PostgresServer server) : IDisposable
{
    private const string UnlessItReads = "if [[ $* == *--list* ]]; then PATH=${PATH#*:}; exec pg_restore \"$@\"; fi; ";
    private readonly PlayedDocker _docker = new();
    private readonly TemporaryDirectory _backups = new();

    public void Dispose()
    {
        _docker.Dispose();
        _backups.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Backup_OnAnEmptyServer_ComesBackRowForRow(bool direct)
    {
        var (from, to) = (await FilledAsync(), await server.CreateDatabaseAsync());
        var file = await BackUpAsync(from, direct);
        var result = await RestoreAsync(to, file, direct);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("3 tables, about 5000 rows");
        (await ChecksumAsync(to)).ShouldBe(await ChecksumAsync(from));
        // What a table is, not only what it holds: a second row of the same key is refused.
        await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(to, "INSERT INTO candles SELECT * FROM candles LIMIT 1"));
    }

    [Fact]
    public async Task Restore_OverTables_IsDoneOnlyWhenItIsWanted()
    {
        var database = await FilledAsync();
        var file = await BackUpAsync(database, direct: true);
        var before = await ChecksumAsync(database);
        await ExecuteAsync(database, "DELETE FROM candles WHERE id > 10; CREATE TABLE later (id int)");
        var refused = await RestoreAsync(database, file, direct: true);
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("--force replaces them");
        var result = await RestoreAsync(database, file, direct: true, "--force");
        result.ExitCode.ShouldBe(0, result.Errors);
        (await ChecksumAsync(database)).ShouldBe(before);
        await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(database, "SELECT * FROM later"));
    }

    [Fact]
    public async Task Restore_OverTables_OfABackupThatEndsEarly_LeavesThemAsTheyWere()
    {
        var database = await FilledAsync();
        var before = await ChecksumAsync(database);
        var file = await BackUpAsync(database, direct: true);
        File.Delete(file + ".sha256");
        await using (var stream = File.Open(file, FileMode.Open))
            stream.SetLength(stream.Length * 3 / 4);
        var result = await RestoreAsync(database, file, direct: true, "--force");
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("still there");
        (await ChecksumAsync(database)).ShouldBe(before);
    }

    [Fact]
    public async Task Restore_OverTables_ThatIsEnded_LeavesThemAsTheyWere()
    {
        var database = await FilledAsync();
        var file = await BackUpAsync(database, direct: true);
        var before = await ChecksumAsync(database);
        _docker.Play("pg_restore", UnlessItReads + "kill -TERM $PPID");
        var result = await RestoreAsync(database, file, direct: true, "--force");
        result.ExitCode.ShouldBe(143, result.Errors);
        result.Errors.ShouldContain("still there");
        (await ChecksumAsync(database)).ShouldBe(before);
    }

    [Fact]
    public async Task Restore_ThatCannotPutBackWhatThereWas_SaysHow_AndTheNextIsRefused()
    {
        var database = await FilledAsync();
        var file = await BackUpAsync(database, direct: true);
        var before = await ChecksumAsync(database);
        _docker.Play("pg_restore", UnlessItReads + "exit 1");
        _docker.Play("psql", "[[ $* != *'before_restore RENAME TO public'* ]] || exit 2; PATH=${PATH#*:}; exec psql \"$@\"");
        var result = await RestoreAsync(database, file, direct: true, "--force");
        result.ExitCode.ShouldBe(1);
        string[] statements = [.. result.Errors.Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith(';'))];
        statements.Length.ShouldBe(2, result.Errors);

        _docker.StopPlaying("pg_restore");
        _docker.StopPlaying("psql");
        foreach (var words in new string[][] { [], ["--force"] })
        {
            var refused = await RestoreAsync(database, file, direct: true, words);
            refused.ExitCode.ShouldBe(1);
            refused.Errors.ShouldContain("the schema before_restore is there");
            foreach (var statement in statements)
                refused.Errors.ShouldContain(statement);
        }

        await ExecuteAsync(database, string.Join('\n', statements));
        (await ChecksumAsync(database)).ShouldBe(before);
    }

    [Fact]
    public async Task Restore_AfterOneThatWasCutOff_CountsWhatEachSchemaHolds()
    {
        var database = await FilledAsync();
        var file = await BackUpAsync(database, direct: true);
        await ExecuteAsync(database, "ALTER SCHEMA public RENAME TO before_restore; CREATE SCHEMA public");
        var alone = await RestoreAsync(database, file, direct: true, "--force");
        alone.Errors.ShouldContain("candles: 4999 in before_restore, no table in public");

        // As a silo makes them that starts then.
        await ExecuteAsync(database, "CREATE TABLE candles (id int); CREATE TABLE schema_migrations (number int); INSERT INTO schema_migrations VALUES (1), (2)");
        var refused = await RestoreAsync(database, file, direct: true, "--force");
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("candles: 4999 in before_restore, 0 in public");
        refused.Errors.ShouldContain("schema_migrations: 1 in before_restore, 2 in public");
        refused.Errors.ShouldNotContain("candles_a", Case.Sensitive, "its rows are those of the table that it is a part of");
        refused.Errors.IndexOf("DROP SCHEMA before_restore", StringComparison.Ordinal).ShouldBeGreaterThan(refused.Errors.IndexOf("Only if public holds the rows of the backup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restore_AfterOneThatWasCutOff_SuggestsNothingThatItCannotCount()
    {
        var database = await FilledAsync();
        var file = await BackUpAsync(database, direct: true);
        await ExecuteAsync(database, "ALTER SCHEMA public RENAME TO before_restore; CREATE SCHEMA public");
        _docker.Play("psql", "[[ $* != *relispartition* ]] || exit 2; PATH=${PATH#*:}; exec psql \"$@\"");
        var refused = await RestoreAsync(database, file, direct: true, "--force");
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("could not be counted");
        refused.Errors.ShouldNotContain("DROP SCHEMA");
    }

    [Fact]
    public async Task Restore_OfAFileThatHasChanged_IsRefused()
    {
        var (from, to) = (await FilledAsync(), await server.CreateDatabaseAsync());
        var file = await BackUpAsync(from, direct: true);
        await using (var stream = File.Open(file, FileMode.Open))
        {
            stream.Position = stream.Length / 2;
            var there = stream.ReadByte();
            stream.Position--;
            stream.WriteByte((byte)(there ^ 1));
        }

        var result = await RestoreAsync(to, file, direct: true);
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("checksum differs");
    }

    [Fact]
    public async Task Restore_WhileASiloIsConnected_IsRefused()
    {
        var database = await FilledAsync();
        var file = await BackUpAsync(database, direct: true);
        await using var silo = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { ApplicationName = "OrleansTrading", Pooling = false }.ToString());
        await silo.OpenAsync(TestContext.Current.CancellationToken);
        var result = await RestoreAsync(database, file, direct: true, "--force");
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("silos are connected");
    }

    [Fact]
    public async Task Backup_ThatIsDone_DeletesThoseThatAreTooOld()
    {
        var database = await FilledAsync();
        string[] names = ["orleans-trading-20260101T000000Z.dump", "orleans-trading-20260101T000000Z.dump.sha256", "of-others.dump"];
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(Path.Combine(_backups.Path, name), "");
            File.SetLastWriteTimeUtc(Path.Combine(_backups.Path, name), TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromDays(15));
        }

        var file = await BackUpAsync(database, direct: true, "--keep-days", "14");
        Directory.EnumerateFiles(_backups.Path).Select(Path.GetFileName).ShouldBe([Path.GetFileName(file), Path.GetFileName(file) + ".sha256", "of-others.dump"], ignoreOrder: true);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, "it holds orders and the audit log");
    }

    /// <summary>Tables as the service has them: keys, partitions, text of any kind.</summary>
    private async Task<string> FilledAsync()
    {
        var database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE TABLE candles (id int NOT NULL, price numeric NOT NULL, note text, at timestamptz NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE candles_a PARTITION OF candles FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            CREATE TABLE candles_b PARTITION OF candles FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
            CREATE TABLE schema_migrations (number int PRIMARY KEY);
            INSERT INTO candles SELECT i, i * 0.1, chr(230 + i % 50) || '\n''' || i, timestamptz '2026-01-01' + i * interval '15 minutes' FROM generate_series(1, 4999) i;
            INSERT INTO schema_migrations VALUES (1);
            """);
        return database;
    }

    private async Task<string> BackUpAsync(string database, bool direct, params string[] words)
    {
        var result = await _docker.RunAsync("backup.sh", [.. direct ? ["--direct"] : Array.Empty<string>(), "--to", _backups.Path, .. words], Variables(database));
        result.ExitCode.ShouldBe(0, result.Errors);
        _docker.Asked.Any().ShouldBe(!direct);
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

    private static async Task<string> ChecksumAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) || ' ' || md5(string_agg(c::text, ',' ORDER BY id)) FROM candles c", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
