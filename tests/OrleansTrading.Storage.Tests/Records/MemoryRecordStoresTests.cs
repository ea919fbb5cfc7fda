using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Tests.Records;

public sealed class MemoryRecordStoresTests : RecordStoresConformance
{
    protected override IJobRunStore Runs { get; } = new MemoryJobRunStore();

    protected override ISignalStore Signals { get; } = new MemorySignalStore();

    protected override IReadingStore Readings { get; } = new MemoryReadingStore();

    protected override IStreamHistoryStore Streams { get; } = new MemoryStreamHistoryStore();

    protected override IArbitrageStore Arbitrage { get; } = new MemoryArbitrageStore();

    protected override IExecutionStore Executions { get; } = new MemoryExecutionStore();

    protected override ICapitalStore Capital { get; } = new MemoryCapitalStore();

    protected override IAuditStore Audit { get; } = new MemoryAuditStore();
}
