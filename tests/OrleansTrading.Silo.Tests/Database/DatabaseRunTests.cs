using System.Net;
using Npgsql;
using OrleansTrading.Silo.Commands;
using OrleansTrading.Silo.Engine;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Database;

/// <summary>The service with its candles and records in a real database.</summary>
public sealed class DatabaseRunTests(PostgresServer server, TimescaleServer timescale)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_WithADatabase_KeepsCandlesThereAndFindsThemAgain(bool inAHypertable)
    {
        var database = await CreateDatabaseAsync(inAHypertable);
        using var data = new TemporaryDirectory();
        long first;
        await using (var host = await StartAsync(database, data.Path))
        {
            await ReadyAsync(host);
            first = await Eventually.GetAsync(() => CountAsync(database, "klines"), count => count > 100, Limit);
            await Eventually.GetAsync(() => CountAsync(database, "job_runs"), count => count > 0, Limit);
            // Months are made ahead, chunks as they are needed.
            (await CountAsync(database, "pg_inherits WHERE inhparent = 'klines'::regclass")).ShouldBeGreaterThan(inAHypertable ? 0 : 2);
            (await CountAsync(database, "pg_class WHERE relname = 'klines' AND relkind = 'p'")).ShouldBe(inAHypertable ? 0 : 1);
        }

        var market = new DirectoryInfo(Path.Combine(data.Path, "market"));
        var files = market.Exists ? market.GetFiles("*", SearchOption.AllDirectories) : [];
        files.Select(file => file.Name).ShouldBe(EngineSetup.KeepsFiles ? ["store.lock"] : [], "neither candles nor records lie in files");
        await using var again = await StartAsync(database, data.Path);
        await ReadyAsync(again);
        (await CountAsync(database, "klines")).ShouldBeGreaterThanOrEqualTo(first);
    }

    [Fact]
    public async Task Run_OnTheDatabaseOfAnotherMarket_IsRefused()
    {
        var database = await server.CreateDatabaseAsync();
        using var data = new TemporaryDirectory();
        await using (await StartAsync(database, data.Path))
        {
        }

        var thrown = await Should.ThrowAsync<StartupException>(() => StartAsync(database, data.Path, "--Simulator:Seed", "4711"));
        thrown.Message.ShouldContain("name another database");
    }

    [Fact]
    public async Task Run_SecondProcessOnTheSameDirectory_IsRefusedWhereTheEngineKeepsFilesInIt()
    {
        using var data = new TemporaryDirectory();
        await using var host = await StartAsync(await server.CreateDatabaseAsync(), data.Path);
        if (EngineSetup.KeepsFiles)
            await Should.ThrowAsync<StartupException>(StartSecondAsync);
        else
            await Should.NotThrowAsync(StartSecondAsync);

        async Task StartSecondAsync()
        {
            await using var second = await StartAsync(await server.CreateDatabaseAsync(), data.Path);
        }
    }

    [Fact]
    public async Task Run_MayNotMigrate_RefusesOldTablesAndStartsAfterTheCommand()
    {
        var database = await server.CreateDatabaseAsync();
        using var data = new TemporaryDirectory();
        var refused = await Should.ThrowAsync<StartupException>(() => StartAsync(database, data.Path, "--Database:MigrateAtStart", "false"));
        refused.Message.ShouldContain("1 (candles)");
        refused.Message.ShouldContain("'migrate'");

        (await MigrateAsync(database)).ShouldBe((ExitCodes.Done, true, ""));
        (await MigrateAsync(database)).ShouldBe((ExitCodes.Done, false, ""));
        await using var host = await StartAsync(database, data.Path, "--Database:MigrateAtStart", "false");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_OnFiles_MovesToADatabaseByExportAndImport(bool inAHypertable)
    {
        var database = await CreateDatabaseAsync(inAHypertable);
        using var data = new TemporaryDirectory();
        using var other = new TemporaryDirectory();
        await using (var host = await StartAsync(null, data.Path))
        {
            await ReadyAsync(host);
            (await ExportCommand.RunAsync(other.Path, ["--data", data.Path], TextWriter.Null, TextWriter.Null, Token)).ShouldBe(ExitCodes.Failed, "the service runs");
        }

        using var exported = new StringWriter();
        using var imported = new StringWriter();
        (await ExportCommand.RunAsync(other.Path, ["--data", data.Path], exported, TextWriter.Null, Token)).ShouldBe(ExitCodes.Done);
        (await ImportCommand.RunAsync(other.Path, ["--ConnectionStrings:Database", database], imported, TextWriter.Null, Token)).ShouldBe(ExitCodes.Done);
        var line = exported.ToString().Split('\n').Single(text => text.StartsWith("candles", StringComparison.Ordinal));
        imported.ToString().ShouldContain(line);
        var candles = await CountAsync(database, "klines");
        candles.ShouldBeGreaterThan(100);
        await using var again = await StartAsync(database, data.Path);
        await ReadyAsync(again);
        (await CountAsync(database, "klines")).ShouldBeGreaterThanOrEqualTo(candles);
    }

    [Fact]
    public async Task Migrate_CannotBeDone_SaysWhy()
    {
        using var errors = new StringWriter();
        (await MigrateCommand.RunAsync([], TextWriter.Null, errors, Token)).ShouldBe(ExitCodes.Usage);
        errors.ToString().ShouldContain("ConnectionStrings__Database");
        (await MigrateCommand.RunAsync(["--ConnectionStrings:Cluster", "Host=x"], TextWriter.Null, errors, Token)).ShouldBe(ExitCodes.Usage);
        errors.ToString().ShouldContain("ConnectionStrings has no 'Cluster'");
        (await MigrateCommand.RunAsync(["--ConnectionStrings:Database", "Hast=x;Password=secret"], TextWriter.Null, errors, Token)).ShouldBe(ExitCodes.Usage);
        errors.ToString().ShouldNotContain("secret");
        var missing = (await server.CreateDatabaseAsync()).Replace("Database=test", "Database=nothing", StringComparison.Ordinal);
        (await MigrateCommand.RunAsync(["--ConnectionStrings:Database", missing], TextWriter.Null, errors, Token)).ShouldBe(ExitCodes.Failed);
        errors.ToString().ShouldContain("does not exist");
    }

    private Task<string> CreateDatabaseAsync(bool inAHypertable)
    {
        Assert.SkipWhen(inAHypertable && !TimescaleServer.IsInstalled, TimescaleServer.Absent);
        return inAHypertable ? timescale.CreateDatabaseAsync() : server.CreateDatabaseAsync();
    }

    private static async Task<(int, bool, string)> MigrateAsync(string database)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await MigrateCommand.RunAsync(["--ConnectionStrings:Database", database], output, errors, Token);
        output.ToString().ShouldContain("up to date");
        return (code, output.ToString().Contains("001 candles applied", StringComparison.Ordinal), errors.ToString());
    }

    private static Task<SiloHost> StartAsync(string? database, string data, params string[] words) => SiloHost.StartAsync(
        CommandLine.Parse(["--urls", "http://127.0.0.1:0", "--data", data, "--Watchlist:Symbols", "BTCUSDT,ETHUSDT", "--Logging:LogLevel:Default", "Error",
            .. database is null ? [] : new[] { "--ConnectionStrings:Database", database }, .. words]),
        Token);

    private static async Task ReadyAsync(SiloHost host)
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.App.Urls.Single()) };
        await Eventually.GetAsync(async () => (await client.GetAsync("/health/ready")).StatusCode, status => status == HttpStatusCode.OK, Limit);
    }

    private static async Task<long> CountAsync(string database, string from)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"SELECT count(*) FROM {from}");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
