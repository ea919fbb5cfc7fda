using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Files;

/// <summary>
/// The embedded store: append-only segment files in a directory, a folder for each series. See <see cref="FileMarketStoreOptions"/> for what
/// a saved candle survives. A file is looked at, and a torn end of it cut off, when it is first used. Operations on one series go one
/// after another; all work on files is done on the thread pool.
/// </summary>
public sealed class FileMarketStore : IMarketStore, IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<StoredSeries, SeriesFiles> _series = new();
    private readonly string _directory;
    private readonly StoreLock _lock;
    private readonly DiskFlusher _flusher;
    private readonly SemaphoreSlim _slots;
    private readonly ILogger _logger;
    private int _disposed;

    /// <exception cref="IOException">The directory cannot be made, or another store has it.</exception>
    public FileMarketStore(IOptions<FileMarketStoreOptions> options, TimeProvider time, ILogger<FileMarketStore> logger)
    {
        var directory = Path.GetFullPath(options.Value.Directory);
        _lock = new StoreLock(directory);
        _directory = Path.Combine(directory, "klines");
        _flusher = new DiskFlusher(options.Value.FlushInterval, time, logger);
        _slots = new SemaphoreSlim(options.Value.MaxOpenFiles);
        _logger = logger;
    }

    /// <summary>Files forced to the disk so far.</summary>
    internal long Flushed => _flusher.Flushed;

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk refused; the message names the file. What was not written is not taken as saved.</exception>
    public Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken)
    {
        // A copy: the work is done after this returns, when the caller may have changed its list.
        Kline[] saved = [.. klines];
        KlineArguments.CheckClosed(interval, saved);
        return RunAsync(new StoredSeries(instrument, interval), files =>
        {
            files.Save(saved, _flusher.Written);
            _flusher.Saved();
            return true;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public async Task<IReadOnlyList<Kline>> ReadKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await RunAsync(new StoredSeries(instrument, interval), files => files.Read(from, to, limit), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public async Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(
        InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return await RunAsync(new StoredSeries(instrument, interval), files => files.ReadLatest(count), cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_directory))
            return [];
        var found = new List<StoredSeries>();
        foreach (var folder in Directory.EnumerateDirectories(_directory))
        {
            if (SeriesName.TryParse(Path.GetFileName(folder), out var series)
                && await RunAsync(series, files => files.ReadLatest(1).Count > 0, cancellationToken).ConfigureAwait(false))
            {
                found.Add(series);
            }
        }

        return found;
    }

    /// <summary>Lets operations under way finish, forces all that is written to the disk, and frees the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        foreach (var files in _series.Values)
        {
            await files.Gate.WaitAsync().ConfigureAwait(false);
            files.Gate.Release();
        }

        try
        {
            await _flusher.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _lock.Dispose();
            _slots.Dispose();
        }
    }

    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private async Task<T> RunAsync<T>(StoredSeries series, Func<SeriesFiles, T> operation, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var files = _series.GetOrAdd(
            series, static (series, store) => new SeriesFiles(series, Path.Combine(store._directory, SeriesName.Of(series)), store._logger), this);
        await files.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // After the gate: whoever disposes has either waited for this operation or is seen here.
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await Task.Run(() => operation(files), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            files.Gate.Release();
        }
    }
}
