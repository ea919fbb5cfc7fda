using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Tests.Accounts;
using OrleansTrading.Storage.Tests.PostgreSql.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql.Accounts;

public sealed class PostgresAccountEventStoreConformanceTests(PostgresServer server) : AccountEventStoreConformance, IAsyncLifetime
{
    private RecordDatabase _database = null!;

    protected override IAccountEventStore Store => _database.Get<IAccountEventStore>();

    public async ValueTask InitializeAsync() => _database = await RecordDatabase.CreateAsync(server);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
