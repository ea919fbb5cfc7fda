using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Transfer;

/// <summary>All that the file stores of a directory hold, page by page. The directory is kept from everybody else meanwhile.</summary>
internal sealed class EmbeddedStores : IAsyncDisposable
{
    private const int Page = 5_000;

    private readonly ErrorCounter _errors = new();
    private readonly FileMarketStore _market;
    private readonly FileRecordStores _records;
    private readonly FileAccountEventStore _accounts;

    /// <exception cref="IOException">The directory cannot be had.</exception>
    public EmbeddedStores(string directory)
    {
        var options = Options.Create(new FileMarketStoreOptions { Directory = directory });
        _market = new FileMarketStore(options, TimeProvider.System, NullLogger<FileMarketStore>.Instance);
        _records = new FileRecordStores(_market, options, TimeProvider.System, _errors);
        _accounts = new FileAccountEventStore(_market, options, TimeProvider.System, NullLogger<FileAccountEventStore>.Instance);
    }

    public IAccountEventStore Accounts => _accounts;

    /// <summary>Records so far that are there but cannot be read.</summary>
    public int Unreadable => _errors.Count;

    public Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken) => _market.ListSeriesAsync(cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<Kline>> KlinesAsync(StoredSeries series, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var from = 0L; ;)
        {
            var page = await _market.ReadKlinesAsync(series.Instrument, series.Interval, from, long.MaxValue, Page, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
                yield break;
            yield return page;
            from = page[^1].OpenTime + 1;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<T>> RecordsAsync<T>(RecordTable<T> table, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var log = _records.Log<T>();
        for (string? before = null; ;)
        {
            var page = await log.ListAsync((_, _) => true, long.MaxValue, before, Page, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
                yield break;
            yield return page;
            before = table.Key(page[^1]);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredAccountEvent>> EventsAsync(string account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var page = await _accounts.ReadAsync(account, after, Page, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
                yield break;
            yield return page;
            after = page[^1].Version;
        }
    }

    /// <summary>What an event is counted by.</summary>
    public static string TextOf(string account, StoredAccountEvent stored) =>
        $"{account}|{stored.Version}|{JsonSerializer.Serialize(stored.Event, AccountEventJson.Default.AccountEvent)}";

    public static async Task VisitRecordsAsync(IRecordVisitor visitor)
    {
        await visitor.VisitAsync(FileJobRunStore.Table).ConfigureAwait(false);
        await visitor.VisitAsync(FileJobRunStore.LogTable).ConfigureAwait(false);
        await visitor.VisitAsync(FileSignalStore.Table).ConfigureAwait(false);
        await visitor.VisitAsync(FileReadingStore.Table).ConfigureAwait(false);
        await visitor.VisitAsync(FileStreamHistoryStore.Table).ConfigureAwait(false);
        await visitor.VisitAsync(FileArbitrageStore.Table).ConfigureAwait(false);
        await visitor.VisitAsync(FileExecutionStore.Table).ConfigureAwait(false);
        await visitor.VisitAsync(FileCapitalStore.Table).ConfigureAwait(false);
        await visitor.VisitAsync(FileAuditStore.Table).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync().ConfigureAwait(false);
        await _records.DisposeAsync().ConfigureAwait(false);
        await _market.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Readers leave out what they cannot read, and say so in the log: here that is no success.</summary>
    private sealed class ErrorCounter : ILogger<FileRecordStores>
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Interlocked.Increment(ref _count);
        }
    }
}
