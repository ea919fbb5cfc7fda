using Npgsql;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>What operators find in tables, and what becomes of a row that the program cannot read.</summary>
public sealed class PostgresRecordColumnsTests(PostgresServer server) : IAsyncLifetime
{
    private RecordDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await RecordDatabase.CreateAsync(server);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Columns_OfSavedRecords_CanBeSearchedAndSummed()
    {
        await _database.Get<ICapitalStore>().SaveAsync(
            [.. Enumerable.Range(0, 3).Select(hour => new CapitalPoint("paper", At(hour) + 999, "USDT", 1_000.10m, -0.1m, 1, 2, 3, 4, 5, 6, 7, true))], Token);
        await _database.Get<ISignalStore>().AddAsync([Signal(1, 2), Signal(1, 2, Ether)], Token);
        await _database.Get<ISignalStore>().SaveOutcomesAsync([Signal(1, 2) with { Outcome = new SignalOutcome(OutcomeKind.Stop, 1, 2, 3, At(4), 5, -1, -2.5, 0, 1, false) }], Token);
        await _database.Get<IJobRunStore>().SaveAsync(FullRun(), Token);
        await _database.Get<IExecutionStore>().AddAsync(
            [new ExecutionDecision("a", Bitcoin, SignalDirection.Short, 60, At(1), "paper", At(2), ExecutionOutcome.Taken, null, null, 100.123456789m, 2, "o")], Token);

        (await _database.AskAsync<decimal>("SELECT sum(equity) FROM capital WHERE account = 'paper' AND is_paper")).ShouldBe(3_000m);
        (await _database.AskAsync<DateTime>("SELECT min(to_timestamp(minute / 1000.0)) FROM capital")).ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(Start).UtcDateTime);
        (await _database.AskAsync<double>("SELECT sum(r) FROM signals WHERE instrument = 'binance:BTCUSDT' AND \"interval\" = '1h' AND outcome = 2")).ShouldBe(-1);
        (await _database.AskAsync<long>("SELECT count(*) FROM signals WHERE outcome = 0 AND outcome_at IS NULL AND score = 50")).ShouldBe(1);
        (await _database.AskAsync<long>($"SELECT finished_at - started_at FROM job_runs WHERE job = 'update-all' AND state = {(int)JobRunState.Failed} AND succeeded = 5 AND failed = 2")).ShouldBe(Hour / 2);
        (await _database.AskAsync<decimal>("SELECT notional FROM execution_decisions WHERE order_id = 'o' AND decided_at > signal_time")).ShouldBe(100.123456789m);
    }

    [Fact]
    public async Task Record_OfATable_IsTheTextThatFilesHold()
    {
        await _database.Get<IJobRunStore>().SaveAsync(FullRun(), Token);
        (await _database.AskAsync<string>("SELECT record::text FROM job_runs"))
            .ShouldBe(System.Text.Json.JsonSerializer.Serialize(FullRun(), RecordJson.Default.JobRun));
    }

    [Fact]
    public async Task AddAudit_NamesThatTheDatabaseCannotHold_AreFoundAndReadBackAsTheyWere()
    {
        var entry = new AuditEntry("a", At(1), "x\0y", "sign-in", "::1", "sign-in", "half\uDC00", AuditOutcome.Refused, Detail: "\0");
        await _database.Get<IAuditStore>().AddAsync(entry, Token);
        (await _database.Get<IAuditStore>().ListAsync(new AuditQuery(Who: "x\0y"), Token)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            found => found.Who.ShouldBe("x\0y"), found => found.Detail.ShouldBe("\0"), found => found.Target.ShouldBe("half\uFFFD"));
        (await _database.AskAsync<string>("SELECT who FROM audit")).ShouldBe("x\uFFFDy");
    }

    [Fact]
    public async Task List_RowThatCannotBeRead_IsLeftOutAndTold()
    {
        var log = new RecordedEvents<PostgresJobRunStore>();
        var runs = new PostgresJobRunStore(_database.Database, log);
        await runs.SaveAsync(Run("a", 1), Token);
        await runs.SaveAsync(Run("b", 2), Token);
        await _database.Database.RunAsync(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("UPDATE job_runs SET record = '{\"id\": [1]}' WHERE id = 'b'", connection);
            await command.ExecuteNonQueryAsync(token);
        }, Token);
        (await runs.ListAsync(null, null, null, 9, Token)).ShouldBeSame(Run("a", 1));
        (await runs.FindAsync("b", Token)).ShouldBeNull();
        log.Ids.ShouldBe([1430, 1430]);
    }
}
