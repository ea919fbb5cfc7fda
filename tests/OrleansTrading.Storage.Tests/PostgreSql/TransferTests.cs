using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Accounts;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.Storage.PostgreSql.Transfer;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Accounts;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.Storage.Transfer;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.PostgreSql;

/// <summary>All that files hold, out of them and into a database.</summary>
public sealed class TransferTests(PostgresServer server) : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("transfer-").FullName;
    private string _connectionString = "";
    private PostgresDatabase _database = null!;
    private PostgresMarketStore _market = null!;
    private PostgresAccountEventStore _accounts = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_root, "data");

    private string Exported => Path.Combine(_root, "exported");

    public async ValueTask InitializeAsync()
    {
        _connectionString = await server.CreateDatabaseAsync();
        _database = PostgresDatabases.Open(_connectionString);
        await PostgresDatabases.Migrator(_database).MigrateAsync(Token);
        _market = new PostgresMarketStore(_database);
        _accounts = new PostgresAccountEventStore(_database, NullLogger<PostgresAccountEventStore>.Instance);
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _market.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Export_ThenImport_BringsEverythingAsItIs()
    {
        var manifest = await ExportAsync();
        manifest.Parts.Select(part => (part.Name, part.Count)).ShouldBe(
        [
            ("candles", 12_003), ("runs", 6_002), ("runlogs", 1), ("signals", 2), ("readings", 3), ("streams", 2), ("arbitrage", 0), ("executions", 0), ("capital", 1), ("audit", 1),
            ("account events", MadeEvents.OfEveryKind().Length + 12_000), ("grain state", 1), ("reminders", 1),
        ], ignoreOrder: true);
        manifest.Files.ShouldContain(file => file.Path == "grains/state/job/scan.json");
        var told = new List<StoredPart>();
        (await Import().RunAsync(Exported, told.Add, Token)).ShouldBe(manifest.Parts);
        told.ShouldBe(manifest.Parts);

        (await _market.ReadLatestKlinesAsync(Bitcoin, KlineInterval.OneMinute, 20_000, Token)).Where(kline => kline.Repaired).ShouldBe([Of(7)]);
        var runs = new PostgresJobRunStore(_database, NullLogger<PostgresJobRunStore>.Instance);
        (await runs.FindAsync("01JGH", Token)).ShouldBeSame(Made.FullRun());
        (await _accounts.ReadAsync("paper", 0, 100, Token)).Select(stored => stored.Version).ShouldBe(Enumerable.Range(1, MadeEvents.OfEveryKind().Length).Select(number => (long)number));
    }

    [Fact]
    public async Task Import_DoneTwiceOrAfterAPart_ChangesNothing()
    {
        // As an import leaves it that was broken off.
        await _market.SaveAsync([.. Range(0, 7), Of(7) with { Repaired = true }, .. Range(8, 4_992)]);
        await _accounts.AppendAsync("busy", 0, MadeEvents.Sent(1, 7_000), Token);
        var parts = await Import().RunAsync(Data, _ => { }, Token);
        var before = await RowsAsync();
        (await Import().RunAsync(Data, _ => { }, Token)).ShouldBe(parts);
        (await RowsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Import_WhatIsThereHasChanged_LeavesItAndSaysSo()
    {
        await Import().RunAsync(Data, _ => { }, Token);
        await _market.SaveAsync(Of(11, variant: 1));
        (await Should.ThrowAsync<InvalidDataException>(() => Import().RunAsync(Data, _ => { }, Token))).Message.ShouldStartWith("candles:");
        (await _market.ReadAsync(TimeOf(11), TimeOf(11))).ShouldBe([Of(11, variant: 1)]);
        await _market.SaveAsync(Of(11));
        await AskAsync("UPDATE job_runs SET record = '{\"newer\":true}' WHERE id = 'run0007' RETURNING 'done'");
        (await Should.ThrowAsync<InvalidDataException>(() => Import().RunAsync(Data, _ => { }, Token))).Message.ShouldStartWith("runs:");
        (await AskAsync("SELECT record::text FROM job_runs WHERE id = 'run0007'")).ShouldBe("""{"newer":true}""");
    }

    [Fact]
    public async Task Import_ManyThingsHaveChanged_NamesSomeOfEachAndBringsTheRest()
    {
        await Import().RunAsync(Data, _ => { }, Token);
        await _market.SaveAsync([.. Enumerable.Range(20, 9).Select(number => Of(number, variant: 1))]);
        await AskAsync("UPDATE job_runs SET record = '{\"newer\":true}' WHERE id = 'run0007' RETURNING 'done'");
        await AskAsync("UPDATE OrleansRemindersTable SET Period = 1 RETURNING 'done'");
        await AskAsync("DELETE FROM readings RETURNING 'done'");
        var told = new List<StoredPart>();
        var differences = (await Should.ThrowAsync<InvalidDataException>(() => Import().RunAsync(Data, told.Add, Token))).Message.Split(Environment.NewLine);
        differences.Length.ShouldBe(3);
        differences[0].ShouldStartWith("candles: 9 of 12003 are not in the database as they were read: ");
        differences[0].ShouldContain($"{Bitcoin} 1m {DateTimeOffset.FromUnixTimeMilliseconds(TimeOf(20)):yyyy-MM-ddTHH:mm:ssZ}, ");
        differences[0].ShouldContain(" and 4 more (checksums ");
        differences[1].ShouldStartWith("runs: 1 of 6002 are not in the database as they were read: run0007 (");
        differences[2].ShouldStartWith("reminders: 1 of 1 are not in the database as they were read: revive of job/scan-market (");
        told.Select(part => part.Name).ShouldContain("readings", "what was gone is there again, whatever came before it");
    }

    [Fact]
    public async Task Import_WhileASiloIsConnected_IsRefused()
    {
        await using var silo = new PostgresDatabase(_connectionString, Options.Create(new DatabaseOptions()), TimeProvider.System, NullLogger<PostgresDatabase>.Instance);
        (await silo.IsThereAsync(Token)).ShouldBeTrue();
        (await Should.ThrowAsync<IOException>(() => Import().RunAsync(Data, _ => { }, Token))).Message.ShouldContain("stop them");
        (await _market.ListSeriesAsync(Token)).ShouldBeEmpty();
    }

    /// <param name="account">The one that is imported first, or last.</param>
    /// <param name="same">Events at the beginning that the directory has too.</param>
    /// <param name="beyond">How many more there are than "paper" has in the directory.</param>
    [Theory]
    [InlineData("busy", 0, 0)]
    [InlineData("busy", 10, 0)]
    [InlineData("paper", 0, -10)]
    [InlineData("paper", 5, -5)]
    [InlineData("paper", 5, 0)]
    [InlineData("paper", 0, 3)]
    public async Task Import_AccountHasOtherEvents_IsRefused(string account, int same, int beyond)
    {
        var all = MadeEvents.OfEveryKind();
        AccountEvent[] others = [.. (account == "busy" ? MadeEvents.Sent(1, same) : all[..same]), .. MadeEvents.Sent(900_000, all.Length + beyond - same)];
        await _accounts.AppendAsync(account, 0, others, Token);
        await _accounts.SaveStateAsync(account, StateAfter(others), Token);
        var refused = await Should.ThrowAsync<InvalidDataException>(() => Import().RunAsync(Data, _ => { }, Token));
        refused.Message.ShouldStartWith("account events:");
        (await _accounts.ListAsync(Token)).ShouldBe([account], "nothing is brought into the other accounts either");
        (await _accounts.ReadAsync(account, 0, 10_000, Token)).Select(stored => stored.Event).ShouldBeSame(others);
        (await _accounts.FindStateAsync(account, Token)).ShouldBeSame(StateAfter(others));
    }

    [Fact]
    public async Task Import_AccountGoesOnAfterTheCheck_IsRefusedAndMixesNothing()
    {
        var others = MadeEvents.Sent(900_000, 10);
        // Once all accounts have been checked, of which "paper" is the last.
        var target = new WritingBetween(_accounts, () => _accounts.AppendAsync("busy", 0, others, Token));
        var refused = await Should.ThrowAsync<InvalidDataException>(() => new DirectoryImport(_database, _market, target, "service").RunAsync(Data, _ => { }, Token));
        refused.Message.ShouldContain("account 'busy'");
        (await _accounts.ReadAsync("busy", 0, 10_000, Token)).Select(stored => stored.Event).ShouldBeSame(others);
        (await _accounts.ListAsync(Token)).ShouldBe(["busy"]);
    }

    [Fact]
    public async Task Import_WhileAnotherIsUnderWay_IsRefused()
    {
        await using (var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ToString()))
        {
            await other.OpenAsync(Token);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({DirectoryImport.Lock})", other);
            await command.ExecuteNonQueryAsync(Token);
            (await Should.ThrowAsync<IOException>(() => Import().RunAsync(Data, _ => { }, Token))).Message.ShouldContain("Another import");
            (await _market.ListSeriesAsync(Token)).ShouldBeEmpty();
            // By itself the session would end some time after its connection.
            command.CommandText = "SELECT pg_advisory_unlock_all()";
            await command.ExecuteNonQueryAsync(Token);
        }

        await Import().RunAsync(Data, _ => { }, Token);
        (await AskAsync("SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
            .ShouldBe("0", "the next may begin");
    }

    [Fact]
    public async Task Import_OfAState_BringsItOnlyWhereNoneIsKept()
    {
        var state = StateAfter(MadeEvents.OfEveryKind());
        await Import().RunAsync(Data, _ => { }, Token);
        (await _accounts.FindStateAsync("paper", Token)).ShouldBeSame(state);
        var kept = state with { SwitchReason = "kept here" };
        await _accounts.SaveStateAsync("paper", kept, Token);
        await Import().RunAsync(Data, _ => { }, Token);
        (await _accounts.FindStateAsync("paper", Token)).ShouldBeSame(kept);
    }

    [Fact]
    public async Task Import_OfAHarmedExport_IsRefusedBeforeAnythingIsWritten()
    {
        await ExportAsync();
        var file = Directory.GetFiles(Path.Combine(Exported, "market", "klines"), "*", SearchOption.AllDirectories)[0];
        var bytes = await File.ReadAllBytesAsync(file, Token);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Token);
        (await Should.ThrowAsync<InvalidDataException>(() => Import().RunAsync(Exported, _ => { }, Token))).Message.ShouldContain(Path.GetFileName(file));
        (await _market.ListSeriesAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_OfAnotherMarket_IsRefused()
    {
        await _market.ClaimMarketAsync("Binance", "Binance Live", Token);
        (await Should.ThrowAsync<IOException>(() => Import().RunAsync(Data, _ => { }, Token))).Message.ShouldContain("Binance Live");
    }

    [Fact]
    public async Task Export_OfADirectoryInUse_OrOverAnother_IsRefused()
    {
        using (new StoreLock(Path.Combine(Data, "market")))
            await Should.ThrowAsync<IOException>(ExportAsync);
        await ExportAsync();
        (await Should.ThrowAsync<IOException>(ExportAsync)).Message.ShouldContain("holds an export already");
    }

    [Fact]
    public async Task Import_OfGrains_IsFoundByWhatOrleansAsksFor()
    {
        await Import().RunAsync(Data, _ => { }, Token);
        (await AskAsync("SELECT convert_from(PayloadBinary, 'UTF8') || Version FROM OrleansStorage WHERE GrainTypeString = 'job' AND GrainIdExtensionString = 'scan-market' AND ServiceId = 'service'"))
            .ShouldBe("""{"Enabled":null,"Epoch":7}3""");
        (await AskAsync("SELECT concat_ws(' ', GrainId, ReminderName, StartTime AT TIME ZONE 'utc', Period, Version) FROM OrleansRemindersTable WHERE ServiceId = 'service'"))
            .ShouldBe("job/scan-market revive 2026-11-21 14:07:43.681 60000 0");
        await AskAsync("UPDATE OrleansStorage SET PayloadBinary = 'else' RETURNING 'done'");
        (await Should.ThrowAsync<InvalidDataException>(() => Import().RunAsync(Data, _ => { }, Token))).Message.ShouldStartWith("grain state:");
    }

    /// <summary>Has somebody write once it has been asked how far the account "paper" is.</summary>
    private sealed class WritingBetween(IAccountEventStore store, Func<Task> write) : IAccountEventStore
    {
        private bool _hasWritten;

        public Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken) => store.AppendAsync(account, after, events, cancellationToken);

        public Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken) => store.ReadAsync(account, after, limit, cancellationToken);

        public async Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken)
        {
            var read = await store.ReadBackAsync(account, before, limit, cancellationToken);
            if (account == "paper" && !_hasWritten)
            {
                _hasWritten = true;
                await write();
            }

            return read;
        }

        public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);
    }

    private const string Reminder = """{"GrainId":"job/scan-market","Name":"revive","StartAt":"2026-11-21T14:07:43.6819248Z","Period":"00:01:00","ETag":"51d1"}""";

    private static string Record(string grain, string name, int version, string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return $$"""{"Grain":"{{grain}}","Name":"{{name}}","Version":{{version}},"Length":{{bytes.Length}},"Sha256":"{{hash}}"}""" + "\n" + json;
    }

    private static AccountBookState StateAfter(AccountEvent[] events)
    {
        var book = new AccountBook();
        foreach (var happened in events)
            book.Apply(happened);
        return book.Save();
    }

    private DirectoryImport Import() => new(_database, _market, _accounts, "service");

    private Task<ExportManifest> ExportAsync() => DirectoryExport.RunAsync(Path.Combine(Data, "market"), Path.Combine(Data, "grains"), Exported, TimeProvider.System, Token);

    private async Task FillAsync()
    {
        var options = Options.Create(new FileMarketStoreOptions { Directory = Path.Combine(Data, "market") });
        await using var market = new FileMarketStore(options, TimeProvider.System, NullLogger<FileMarketStore>.Instance);
        await using var records = new FileRecordStores(market, options, TimeProvider.System, NullLogger<FileRecordStores>.Instance);
        await using var accounts = new FileAccountEventStore(market, options, TimeProvider.System, NullLogger<FileAccountEventStore>.Instance);
        await market.SaveAsync([.. Range(0, 7), Of(7) with { Repaired = true }, .. Range(8, 11_992)]);
        await market.SaveKlinesAsync(Made.Ether, KlineInterval.OneHour, [Of(0), Of(60), Of(120)], Token);
        for (var i = 0; i < 6_001; i++)
            await records.Runs.SaveAsync(Made.Run($"run{i:0000}", i / 50.0), Token);
        await records.Runs.SaveAsync(Made.FullRun(), Token);
        await records.Runs.SaveLogAsync(new("01JGH", "update-all", Made.At(1), 0, [new(Made.At(1), default, "one"), new(Made.At(2), default, "tw\0o 東京")]), Token);
        await records.Signals.AddAsync([Made.Signal(1, 2), Made.Signal(2, 3)], Token);
        await records.Readings.SaveAsync([Made.Reading(1), Made.Reading(2), Made.Reading(2, "regime", label: "up")], Token);
        await records.Streams.AppendAsync([Made.Change(1), Made.Change(1, to: Domain.Streams.StreamState.Idle, instrument: Made.Ether)], Token);
        await records.Capital.SaveAsync([new CapitalPoint("paper", Made.At(1), "USDT", 10.10m, -0.5m, 1, 2, 3, 4, 5, 6, 7, true)], Token);
        await records.Audit.AddAsync(new AuditEntry("e1", Made.At(1), "anna", "page", "127.0.0.1", "job.run", "scan", AuditOutcome.Done), Token);
        await accounts.AppendAsync("paper", 0, MadeEvents.OfEveryKind(), Token);
        await accounts.SaveStateAsync("paper", StateAfter(MadeEvents.OfEveryKind()), Token);
        await accounts.AppendAsync("busy", 0, MadeEvents.Sent(1, 7_000), Token);
        await accounts.AppendAsync("busy", 7_000, MadeEvents.Sent(7_001, 5_000), Token);
        await File.WriteAllTextAsync(Path.Combine(Data, "market", "market.txt"), "Binance Simulator, seed 7\n", Token);
        Directory.CreateDirectory(Path.Combine(Data, "grains", "state", "job"));
        // As the embedded engine has written it.
        await File.WriteAllTextAsync(Path.Combine(Data, "grains", "state", "job", "scan.json"), Record("job/scan-market", "job", 3, """{"Enabled":null,"Epoch":7}"""), Token);
        await File.WriteAllTextAsync(Path.Combine(Data, "grains", "state", "job", "gone.json"), Record("job/gone", "job", 4, ""), Token);
        Directory.CreateDirectory(Path.Combine(Data, "grains", "reminders", "job"));
        await File.WriteAllTextAsync(Path.Combine(Data, "grains", "reminders", "job", "scan.json"), Record("job/scan-market", "revive", 1, Reminder), Token);
    }

    private Task<string> RowsAsync() => AskAsync(
        "SELECT concat_ws(' ', (SELECT count(*) FROM klines), (SELECT count(*) FROM job_runs), (SELECT count(*) FROM readings), (SELECT count(*) FROM account_events), (SELECT max(xmin::text::bigint) FROM klines))");

    private Task<string> AskAsync(string sql) => _database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (string)(await command.ExecuteScalarAsync(token))!;
        },
        Token);
}
