using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Records;

/// <summary>
/// An append-only table of records: saving one that is there replaces it where the table lets it, and old ones are forgotten by whole
/// days. Operations go one after another, on the thread pool.
/// </summary>
internal sealed partial class RecordLog<T>(RecordTable<T> table, string directory, DiskFlusher flusher, ILogger logger) : IAsyncDisposable
    where T : class
{
    private readonly RecordDays _days = new(Path.Combine(directory, table.Name), table.Name, logger);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _disposed;

    /// <summary>Entries in memory.</summary>
    public int Loaded => _days.Loaded;

    /// <summary>Saves records, of several with one key the last, in place of those that are there where the table lets them.</summary>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public Task SaveAsync(IReadOnlyList<T> records, CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, T>(records.Count, StringComparer.Ordinal);
        foreach (var record in records)
            last[table.Key(record)] = record;
        var frames = Frames(last.Values);
        return RunAsync(() =>
        {
            Append(table.Replaces is { } replaces ? frames.FindAll(frame => Stored(frame) is not { } stored || replaces(last[frame.Key], stored)) : frames);
            return true;
        }, cancellationToken);
    }

    /// <summary>
    /// Saves the records whose keys are not there, and answers them. <paramref name="earliest"/> says from when on a key may have been
    /// saved with another time.
    /// </summary>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public Task<IReadOnlyList<T>> AddAsync(IReadOnlyList<T> records, Func<T, long> earliest, CancellationToken cancellationToken)
    {
        T[] wanted = [.. records];
        return RunAsync<IReadOnlyList<T>>(() =>
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            T[] fresh = [.. wanted.Where(record => keys.Add(table.Key(record)) && Find(table.Key(record), earliest(record)) is null)];
            Append(Frames(fresh));
            return fresh;
        }, cancellationToken);
    }

    /// <summary>The record of a key; null when there is none.</summary>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public Task<T?> FindAsync(string key, CancellationToken cancellationToken) =>
        RunAsync(() => Find(key, long.MinValue) is { } found ? Read(found.Day, [found.Entry]).FirstOrDefault() : null, cancellationToken);

    /// <summary>Records, newest first and then by descending key: those that <paramref name="wanted"/> lets through, from a key on when one is given.</summary>
    /// <param name="wanted">Answers by key and entry.</param>
    /// <param name="newest">Records after that time are not wanted.</param>
    /// <param name="beforeKey">Only what comes after the record of this key; if there is none, what has a smaller key.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="oldest">Records before that time are not wanted.</param>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public Task<IReadOnlyList<T>> ListAsync(
        Func<string, RecordEntry, bool> wanted, long newest, string? beforeKey, int limit, CancellationToken cancellationToken, long oldest = long.MinValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return RunAsync<IReadOnlyList<T>>(() => List(wanted, oldest, newest, beforeKey, limit), cancellationToken);
    }

    /// <summary>Of each tag the newest record of one group before a time, in no order.</summary>
    /// <param name="group">The group.</param>
    /// <param name="before">Unix milliseconds.</param>
    /// <param name="tags">Tags that there can be: with so many found the search ends.</param>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public Task<IReadOnlyList<T>> ListNewestOfTagsAsync(string group, long before, int tags, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<T>>(() => ListNewestOfTags(group, before, tags), cancellationToken);

    /// <summary>Forgets the days that ended before a time; answers how many records they held.</summary>
    /// <exception cref="IOException">The disk refused; the message names the file.</exception>
    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => RunAsync(() => _days.Prune(before), cancellationToken);

    /// <summary>Lets the operation under way finish. The flusher is disposed of by its owner.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        _gate.Release();
    }

    private List<RecordFrame> Frames(IReadOnlyCollection<T> records)
    {
        var frames = new List<RecordFrame>(records.Count);
        foreach (var record in records)
        {
            var frame = new RecordFrame(table.Key(record), table.Group(record), table.Time(record), table.Tag(record), JsonSerializer.SerializeToUtf8Bytes(record, table.Json));
            RecordFormat.Check(frame);
            frames.Add(frame);
        }

        return frames;
    }

    private void Append(List<RecordFrame> frames)
    {
        foreach (var group in frames.GroupBy(frame => RecordDays.StartOf(frame.Time)))
        {
            var day = _days.At(group.Key);
            day.Append([.. group]);
            flusher.Written(day);
        }

        flusher.Saved();
    }

    /// <summary>What is there under the key of a frame, which no other day than its own can hold.</summary>
    private T? Stored(RecordFrame frame)
    {
        var day = _days.At(frame.Time);
        return day.Entries().TryGetValue(frame.Key, out var entry) ? Read(day, [new(frame.Key, entry)]).FirstOrDefault() : null;
    }

    private (RecordDay Day, KeyValuePair<string, RecordEntry> Entry)? Find(string key, long earliest)
    {
        var from = earliest < 0 ? earliest : RecordDays.StartOf(earliest);
        foreach (var day in _days.NewestFirst().TakeWhile(day => day.Start >= from))
        {
            if (day.MayHold(key) && _days.Use(day).Entries().TryGetValue(key, out var entry))
                return (day, new(key, entry));
        }

        return null;
    }

    private List<T> List(Func<string, RecordEntry, bool> wanted, long oldest, long newest, string? beforeKey, int limit)
    {
        var found = new List<T>();
        var before = beforeKey is null ? null : Find(beforeKey, long.MinValue);
        if (before is { } place)
            newest = Math.Min(newest, place.Entry.Value.Time);
        foreach (var day in _days.NewestFirst().SkipWhile(day => day.Start > newest).TakeWhile(day => found.Count < limit && !day.EndsBefore(oldest)))
        {
            var chosen = _days.Use(day).Entries()
                .Where(entry => entry.Value.Time <= newest && entry.Value.Time >= oldest && IsAfter(entry, beforeKey, before?.Entry.Value.Time) && wanted(entry.Key, entry.Value))
                .OrderByDescending(entry => entry.Value.Time)
                .ThenByDescending(entry => entry.Key, StringComparer.Ordinal)
                .Take(limit - found.Count)
                .ToArray();
            if (chosen.Length > 0)
                found.AddRange(Read(day, chosen));
        }

        return found;
    }

    private List<T> ListNewestOfTags(string group, long before, int tags)
    {
        var (found, seen) = (new List<T>(), new HashSet<byte>());
        foreach (var day in _days.NewestFirst().SkipWhile(day => day.Start >= before).TakeWhile(_ => seen.Count < tags))
        {
            var chosen = _days.Use(day).Entries()
                .Where(entry => entry.Value.Group == group && entry.Value.Time < before && !seen.Contains(entry.Value.Tag))
                .GroupBy(entry => entry.Value.Tag)
                .Select(entries => entries.MaxBy(entry => entry.Value.Time))
                .ToArray();
            seen.UnionWith(chosen.Select(entry => entry.Value.Tag));
            if (chosen.Length > 0)
                found.AddRange(Read(day, chosen));
        }

        return found;
    }

    private static bool IsAfter(KeyValuePair<string, RecordEntry> entry, string? beforeKey, long? beforeTime) =>
        beforeKey is null || (beforeTime is not null && entry.Value.Time < beforeTime) || string.CompareOrdinal(entry.Key, beforeKey) < 0;

    private List<T> Read(RecordDay day, KeyValuePair<string, RecordEntry>[] entries)
    {
        var records = new List<T>(entries.Length);
        day.Read(entries, (key, json) =>
        {
            if (table.Read(json, out var failure) is { } record)
                records.Add(record);
            else if (failure is not null)
                LogUnreadable(logger, key, day.Path, failure);
        });
        return records;
    }

    private async Task<TResult> RunAsync<TResult>(Func<TResult> operation, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await Task.Run(operation, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    [LoggerMessage(3108, LogLevel.Error, "Record {Key} of {File} is whole, but this program cannot read it; it is left out")]
    private static partial void LogUnreadable(ILogger logger, string key, string file, Exception failure);
}
