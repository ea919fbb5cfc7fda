using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Tests.Records;

public sealed class FileRecordStoresConformanceTests : RecordStoresConformance, IAsyncDisposable
{
    private readonly RecordDirectory _directory = new();
    private readonly OpenStores _stores;

    public FileRecordStoresConformanceTests() => _stores = _directory.Open();

    protected override IJobRunStore Runs => _stores.Records.Runs;

    protected override ISignalStore Signals => _stores.Records.Signals;

    protected override IReadingStore Readings => _stores.Records.Readings;

    protected override IStreamHistoryStore Streams => _stores.Records.Streams;

    protected override IArbitrageStore Arbitrage => _stores.Records.Arbitrage;

    protected override IExecutionStore Executions => _stores.Records.Executions;

    protected override ICapitalStore Capital => _stores.Records.Capital;

    protected override IAuditStore Audit => _stores.Records.Audit;

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _directory.Dispose();
    }
}
