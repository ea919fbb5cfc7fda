using System.Buffers;
using Microsoft.Extensions.Logging;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Records;

/// <summary>
/// The records of one day (UTC) in one file. One operation at a time; the table sees to that.
/// Invariant: what is known here of the file changes only after the bytes are written, so a failed write is never taken for a save, and
/// the next one goes to the same place.
/// </summary>
internal sealed partial class RecordDay(string path, long start, string table, ILogger logger) : IDiskFile
{
    /// <summary>What a file is called while it is being rewritten.</summary>
    public const string TemporaryExtension = ".tmp";

    private const int SmallestRewrite = 1024;

    private Dictionary<string, RecordEntry>? _entries;
    private string? _smallest;
    private string? _largest;
    private bool _known;
    private long _end;
    private int _frames;

    public string Path => path;

    /// <summary>First moment of the day, Unix milliseconds.</summary>
    public long Start => start;

    /// <summary>Whether all of the day lies before a time.</summary>
    public bool EndsBefore(long time) => start + RecordDays.Length <= time;

    /// <summary>Entries held in memory.</summary>
    public int Loaded => _entries?.Count ?? 0;

    /// <summary>False when the day is known not to hold the key, whether its entries are in memory or not.</summary>
    public bool MayHold(string key) =>
        !_known || (_smallest is not null && string.CompareOrdinal(_smallest, key) <= 0 && string.CompareOrdinal(key, _largest) <= 0);

    /// <summary>The newest frame of every key.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyDictionary<string, RecordEntry> Entries() => Load();

    /// <summary>Forgets what is in memory; the next use reads it from the file again.</summary>
    public void Unload() => _entries = null;

    /// <summary>Appends frames; of a key that is there already, the new frame replaces the old one.</summary>
    /// <exception cref="IOException">The disk refused; nothing of it counts as saved. The message names the file.</exception>
    public void Append(IReadOnlyList<RecordFrame> frames)
    {
        var entries = Load();
        Use(FileMode.OpenOrCreate, file =>
        {
            var head = _end == 0 ? RecordFormat.HeaderSize : 0;
            var size = head + frames.Sum(frame => RecordFormat.SizeOf(frame));
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                if (head > 0)
                    RecordFormat.WriteHeader(buffer, table);
                var at = head;
                foreach (var frame in frames)
                    at += RecordFormat.Write(buffer.AsSpan(at), frame);
                WriteAll(file, buffer.AsSpan(0, size));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            Note(entries, frames, _end + head);
            _end += size;
            return true;
        });
        if (_frames - entries.Count >= Math.Max(SmallestRewrite, entries.Count))
            Rewrite(entries);
    }

    /// <summary>Hands the JSON of records to <paramref name="reader"/>, one after another.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Read(IEnumerable<KeyValuePair<string, RecordEntry>> wanted, JsonReader reader) => Use(FileMode.Open, file =>
    {
        foreach (var (key, entry) in wanted)
        {
            var frame = file.Read(entry.Offset, entry.Size);
            if (RecordFormat.SizeFrom(frame) == frame.Length && RecordFormat.TryRead(frame, out var found, out _, out _, out _) && found == key)
                reader(key, RecordFormat.JsonOf(frame));
            else
                LogHarmed(path, key, entry.Offset);
        }

        return true;
    });

    /// <summary>Removes the file.</summary>
    /// <exception cref="IOException">It cannot be removed; it stays as it is.</exception>
    public void Delete()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The record file '{path}' cannot be removed: {failure.Message}", failure);
        }
    }

    public void FlushToDisk()
    {
        try
        {
            // The system forces out all that was written to the file, through whichever handle.
            using var file = new RecordFile(path, FileMode.Open);
            file.FlushToDisk();
        }
        catch (FileNotFoundException)
        {
            // Its day was forgotten; there is nothing left to keep.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The record file '{path}' cannot be forced to the disk: {failure.Message}", failure);
        }
    }

    private void WriteAll(RecordFile file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes, _end);
        }
        catch (IOException)
        {
            // What did reach the file is torn or was never confirmed; if it cannot be cut off now, the next write covers it.
            try
            {
                file.Truncate(_end);
            }
            catch (IOException failure)
            {
                LogNotTruncated(path, failure);
            }

            throw;
        }
    }

    private void Note(Dictionary<string, RecordEntry> entries, IReadOnlyList<RecordFrame> frames, long at)
    {
        foreach (var frame in frames)
        {
            var size = RecordFormat.SizeOf(frame);
            Note(entries, frame.Key, new RecordEntry(at, size, frame.Time, frame.Tag, frame.Group));
            at += size;
        }
    }

    private void Note(Dictionary<string, RecordEntry> entries, string key, RecordEntry entry)
    {
        entries[key] = entry;
        _frames++;
        if (_smallest is null || string.CompareOrdinal(key, _smallest) < 0)
            _smallest = key;
        if (_largest is null || string.CompareOrdinal(key, _largest) > 0)
            _largest = key;
    }

    private T Use<T>(FileMode mode, Func<RecordFile, T> operation, int readAhead = 0)
    {
        try
        {
            if (mode == FileMode.OpenOrCreate)
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            using var file = new RecordFile(path, mode, readAhead);
            return operation(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The record file '{path}' cannot be read or written: {failure.Message}", failure);
        }
    }

    public delegate void JsonReader(string key, ReadOnlySpan<byte> json);
}
