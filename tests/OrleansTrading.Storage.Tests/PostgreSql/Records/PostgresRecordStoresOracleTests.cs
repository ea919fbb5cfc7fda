using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>Whatever is asked of the stores, in whatever order, they answer as the stores in memory.</summary>
public sealed class PostgresRecordStoresOracleTests(PostgresServer server) : IAsyncLifetime
{
    private const int Calls = 250;

    private RecordDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await RecordDatabase.CreateAsync(server);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Runs_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<IJobRunStore>(new MemoryJobRunStore(), seed, calls => calls.OfRuns());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Signals_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<ISignalStore>(new MemorySignalStore(), seed, calls => calls.OfSignals());

    [Theory]
    [InlineData(1)]
    public Task Readings_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<IReadingStore>(new MemoryReadingStore(), seed, calls => calls.OfReadings());

    [Theory]
    [InlineData(1)]
    public Task Streams_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<IStreamHistoryStore>(new MemoryStreamHistoryStore(), seed, calls => calls.OfStreams());

    [Theory]
    [InlineData(1)]
    public Task Arbitrage_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<IArbitrageStore>(new MemoryArbitrageStore(), seed, calls => calls.OfArbitrage());

    [Theory]
    [InlineData(1)]
    public Task Executions_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<IExecutionStore>(new MemoryExecutionStore(), seed, calls => calls.OfExecutions());

    [Theory]
    [InlineData(1)]
    public Task Capital_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<ICapitalStore>(new MemoryCapitalStore(), seed, calls => calls.OfCapital());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Audit_AnyCalls_AnswerAsInMemory(int seed) => CompareAsync<IAuditStore>(new MemoryAuditStore(), seed, calls => calls.OfAudit());

    private async Task CompareAsync<TStore>(TStore memory, int seed, Func<RecordCalls, Func<TStore, Task<object?>>> draw)
        where TStore : class
    {
        var calls = new RecordCalls(new Random(seed), TestContext.Current.CancellationToken);
        var store = _database.Get<TStore>();
        var answers = new HashSet<string>();
        for (var i = 0; i < Calls; i++)
        {
            var call = draw(calls);
            var (expected, actual) = (Same.Text(await call(memory)), Same.Text(await call(store)));
            actual.ShouldBe(expected, $"seed {seed}, call {i}");
            answers.Add(expected);
        }

        answers.Count.ShouldBeGreaterThan(30, "the calls must find something");
    }
}
