using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Accounts;

/// <summary>
/// The embedded store of account events: append-only, checksummed files in <c>accounts/ID</c> below the market store's directory. An append
/// is one frame, so it is there whole or not at all; what it survives says <see cref="FileMarketStoreOptions"/>. Operations on one account
/// go one after another, on the thread pool. Harm inside a file refuses the account rather than leaving events out.
/// </summary>
public sealed class FileAccountEventStore : IAccountEventStore, IAsyncDisposable, IDisposable
{
    /// <summary>A file that has come to so many bytes is followed by a new one.</summary>
    internal const long LargestFile = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, AccountFiles> _accounts = new(StringComparer.Ordinal);
    private readonly string _directory;
    private readonly DiskFlusher _flusher;
    private readonly bool _flushEvery;
    private readonly long _largestFile;
    private readonly ILogger _logger;
    private int _disposed;

    /// <param name="market">The store that keeps the directory for this process; to be disposed of after this one.</param>
    public FileAccountEventStore(
        FileMarketStore market, IOptions<FileMarketStoreOptions> options, TimeProvider time, ILogger<FileAccountEventStore> logger)
        : this(market, options.Value, time, logger, LargestFile)
    {
    }

    internal FileAccountEventStore(FileMarketStore market, FileMarketStoreOptions options, TimeProvider time, ILogger logger, long largestFile)
    {
        ArgumentNullException.ThrowIfNull(market);
        _directory = Path.Combine(Path.GetFullPath(options.Directory), "accounts");
        _flusher = new DiskFlusher(options.FlushInterval, time, logger);
        (_flushEvery, _largestFile, _logger) = (options.FlushAccountEvents, largestFile, logger);
    }

    /// <summary>Files forced to the disk so far.</summary>
    internal long Flushed => _flusher.Flushed;

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    /// <exception cref="InvalidDataException">The account's files are harmed.</exception>
    public Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAppend(account, after, events);
        // A copy: the work is done after this returns, when the caller may have changed its list.
        AccountEvent[] stored = [.. events];
        return RunAsync(account, files =>
        {
            var last = files.Append(after, stored, _flusher.Written);
            if (_flushEvery)
                _flusher.Flush();
            else
                _flusher.Saved();
            return last;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    /// <exception cref="InvalidDataException">The account's files are harmed.</exception>
    public Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return RunAsync(account, files => files.Read(after, limit), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    /// <exception cref="InvalidDataException">The account's files are harmed.</exception>
    public Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return RunAsync(account, files => files.ReadBack(before ?? long.MaxValue, limit), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="ArgumentException">It is of an event that is not stored.</exception>
    public async Task SaveStateAsync(string account, AccountBookState state, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentNullException.ThrowIfNull(state);
        var (file, last) = await RunAsync(account, files => (files.State, files.EventAt(state.Version)), cancellationToken).ConfigureAwait(false);
        if (last is null)
            throw new ArgumentException($"Expected the state at a stored event of '{account}'; there is none of number {state.Version}.", nameof(state));
        // Beside the gate: appends do not wait for it.
        await Task.Run(() => file.Save(state, last), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The account's files are harmed.</exception>
    public Task<AccountBookState?> FindStateAsync(string account, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        return RunAsync(account, static files => files.FindState(), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_directory))
            return [];
        var found = new List<string>();
        foreach (var account in Directory.EnumerateDirectories(_directory).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal))
        {
            if (AccountEventArguments.IsAccount(account) && await RunAsync(account, static files => HasEvents(files), cancellationToken).ConfigureAwait(false))
                found.Add(account);
        }

        return found;
    }

    /// <remarks>One whose files cannot be read has some: it is listed, and says so to whoever reads it, so that it hides no other.</remarks>
    private static bool HasEvents(AccountFiles files)
    {
        try
        {
            return files.Last() > 0;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return true;
        }
    }

    /// <summary>Lets operations under way finish and forces all that is written to the disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        foreach (var files in _accounts.Values)
        {
            await files.Gate.WaitAsync().ConfigureAwait(false);
            files.Gate.Release();
        }

        await _flusher.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private async Task<T> RunAsync<T>(string account, Func<AccountFiles, T> operation, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var files = _accounts.GetOrAdd(
            account, static (account, store) => new AccountFiles(account, Path.Combine(store._directory, account), store._largestFile, store._logger), this);
        await files.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // After the gate: whoever disposes has either waited for this operation or is seen here.
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            return await Task.Run(() => operation(files), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            files.Gate.Release();
        }
    }
}
