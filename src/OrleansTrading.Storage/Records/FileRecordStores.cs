using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Records;

/// <summary>
/// The embedded stores of runs and their logs, signals, readings, changes of streams, arbitrage, executions, capital and the audit log: append-only files in <c>records/TABLE</c> below the market store's directory, one for
/// each day (UTC). What a saved record survives is what a saved candle survives, see <see cref="FileMarketStoreOptions"/>.
/// </summary>
public sealed class FileRecordStores : IAsyncDisposable, IDisposable
{
    private readonly DiskFlusher _flusher;
    private readonly RecordLog<JobRun> _runs;
    private readonly RecordLog<JobRunLog> _runLogs;
    private readonly RecordLog<TradeSignal> _signals;
    private readonly RecordLog<StoredReading> _readings;
    private readonly RecordLog<StreamTransition> _streams;
    private readonly RecordLog<ArbitrageOpportunity> _arbitrage;
    private readonly RecordLog<ExecutionDecision> _executions;
    private readonly RecordLog<CapitalPoint> _capital;
    private readonly RecordLog<AuditEntry> _audit;
    private int _disposed;

    /// <param name="market">The store that keeps the directory for this process; to be disposed of after this one.</param>
    public FileRecordStores(FileMarketStore market, IOptions<FileMarketStoreOptions> options, TimeProvider time, ILogger<FileRecordStores> logger)
    {
        ArgumentNullException.ThrowIfNull(market);
        var directory = Path.Combine(Path.GetFullPath(options.Value.Directory), "records");
        _flusher = new DiskFlusher(options.Value.FlushInterval, time, logger);
        _runs = new RecordLog<JobRun>(FileJobRunStore.Table, directory, _flusher, logger);
        _runLogs = new RecordLog<JobRunLog>(FileJobRunStore.LogTable, directory, _flusher, logger);
        _signals = new RecordLog<TradeSignal>(FileSignalStore.Table, directory, _flusher, logger);
        _readings = new RecordLog<StoredReading>(FileReadingStore.Table, directory, _flusher, logger);
        _streams = new RecordLog<StreamTransition>(FileStreamHistoryStore.Table, directory, _flusher, logger);
        _arbitrage = new RecordLog<ArbitrageOpportunity>(FileArbitrageStore.Table, directory, _flusher, logger);
        _executions = new RecordLog<ExecutionDecision>(FileExecutionStore.Table, directory, _flusher, logger);
        _capital = new RecordLog<CapitalPoint>(FileCapitalStore.Table, directory, _flusher, logger);
        _audit = new RecordLog<AuditEntry>(FileAuditStore.Table, directory, _flusher, logger);
        (Runs, Signals, Readings) = (new FileJobRunStore(_runs, _runLogs), new FileSignalStore(_signals), new FileReadingStore(_readings));
        Streams = new FileStreamHistoryStore(_streams);
        Arbitrage = new FileArbitrageStore(_arbitrage);
        Executions = new FileExecutionStore(_executions);
        Capital = new FileCapitalStore(_capital);
        Audit = new FileAuditStore(_audit);
    }

    public IJobRunStore Runs { get; }

    public ISignalStore Signals { get; }

    public IReadingStore Readings { get; }

    public IStreamHistoryStore Streams { get; }

    public IArbitrageStore Arbitrage { get; }

    public IExecutionStore Executions { get; }

    public ICapitalStore Capital { get; }

    public IAuditStore Audit { get; }

    /// <summary>The table of one kind of record.</summary>
    internal RecordLog<T> Log<T>()
        where T : class => new object[] { _runs, _runLogs, _signals, _readings, _streams, _arbitrage, _executions, _capital, _audit }.OfType<RecordLog<T>>().Single();

    /// <summary>Files forced to the disk so far.</summary>
    internal long Flushed => _flusher.Flushed;

    /// <summary>Entries in memory, over all tables.</summary>
    internal int Loaded => _runs.Loaded + _runLogs.Loaded + _signals.Loaded + _readings.Loaded + _streams.Loaded + _arbitrage.Loaded + _executions.Loaded + _capital.Loaded + _audit.Loaded;

    /// <summary>Lets operations under way finish and forces all that is written to the disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _runs.DisposeAsync().ConfigureAwait(false);
        await _runLogs.DisposeAsync().ConfigureAwait(false);
        await _signals.DisposeAsync().ConfigureAwait(false);
        await _readings.DisposeAsync().ConfigureAwait(false);
        await _streams.DisposeAsync().ConfigureAwait(false);
        await _arbitrage.DisposeAsync().ConfigureAwait(false);
        await _executions.DisposeAsync().ConfigureAwait(false);
        await _capital.DisposeAsync().ConfigureAwait(false);
        await _audit.DisposeAsync().ConfigureAwait(false);
        await _flusher.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();
}
