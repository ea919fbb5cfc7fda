using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

public sealed class PostgresRecordStoresConformanceTests(PostgresServer server) : RecordStoresConformance, IAsyncLifetime
{
    private RecordDatabase _database = null!;

    protected override IJobRunStore Runs => _database.Get<IJobRunStore>();

    protected override ISignalStore Signals => _database.Get<ISignalStore>();

    protected override IReadingStore Readings => _database.Get<IReadingStore>();

    protected override IStreamHistoryStore Streams => _database.Get<IStreamHistoryStore>();

    protected override IArbitrageStore Arbitrage => _database.Get<IArbitrageStore>();

    protected override IExecutionStore Executions => _database.Get<IExecutionStore>();

    protected override ICapitalStore Capital => _database.Get<ICapitalStore>();

    protected override IAuditStore Audit => _database.Get<IAuditStore>();

    public async ValueTask InitializeAsync() => _database = await RecordDatabase.CreateAsync(server);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
