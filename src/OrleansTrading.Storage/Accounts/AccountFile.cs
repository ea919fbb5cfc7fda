using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Accounts;

/// <summary>
/// One file of an account's events, a frame for each append, numbered without gaps. One operation at a time; the store sees to that.
/// Invariant: what is known here of the file changes only after the bytes are written, so a failed append is never taken for a stored
/// one, and the next goes to the same place.
/// </summary>
internal sealed partial class AccountFile(string path, string account, long first, ILogger logger) : IDiskFile
{
    /// <summary>What the header of every file names.</summary>
    public const string Table = "accounts";

    private List<AccountFrame>? _frames;
    private long _end;

    public string Path => path;

    /// <summary>Number of the first event that the file is for.</summary>
    public long First => first;

    /// <summary>Bytes of whole frames, once it has been looked at.</summary>
    public long Size => _end;

    /// <summary>Number of its last event; one less than <see cref="First"/> when it has none.</summary>
    public long LastOf(bool isNewest) => Frames(isNewest) is [.., var last] ? last.Last : first - 1;

    /// <summary>Forgets where the frames lie; the next use reads it from the file again.</summary>
    public void Unload() => _frames = null;

    /// <summary>Appends events as one frame.</summary>
    /// <exception cref="IOException">The disk refused; nothing of it counts as stored. The message names the file.</exception>
    public void Append(long number, IReadOnlyList<AccountEvent> events)
    {
        var frames = Frames(isNewest: true);
        var frame = new RecordFrame(
            AccountFrame.KeyOf(number, number + events.Count - 1), account, events[0].Time, Tag: 0,
            JsonSerializer.SerializeToUtf8Bytes([.. events], AccountEventJson.Default.AccountEventArray));
        RecordFormat.Check(frame);
        Use(FileMode.OpenOrCreate, file =>
        {
            var head = _end == 0 ? RecordFormat.HeaderSize : 0;
            var bytes = new byte[head + RecordFormat.SizeOf(frame)];
            if (head > 0)
                RecordFormat.WriteHeader(bytes, Table);
            var size = RecordFormat.Write(bytes.AsSpan(head), frame);
            WriteAll(file, bytes);
            frames.Add(new AccountFrame(number, number + events.Count - 1, _end + head, size));
            _end += bytes.Length;
            return true;
        });
    }

    /// <summary>Adds events after a number, oldest first.</summary>
    public void Read(long after, int limit, bool isNewest, List<StoredAccountEvent> found)
    {
        var frames = Frames(isNewest);
        var start = frames.FindIndex(frame => frame.Last > after);
        if (start < 0)
            return;
        Use(FileMode.Open, file =>
        {
            for (var i = start; i < frames.Count && found.Count < limit; i++)
                found.AddRange(EventsOf(file, frames[i]).Where(stored => stored.Version > after).Take(limit - found.Count));
            return true;
        }, RecordFile.LongReadAhead);
    }

    /// <summary>Adds events before a number, newest first.</summary>
    public void ReadBack(long before, int limit, bool isNewest, List<StoredAccountEvent> found)
    {
        var frames = Frames(isNewest);
        var start = frames.FindLastIndex(frame => frame.First < before);
        if (start < 0)
            return;
        Use(FileMode.Open, file =>
        {
            for (var i = start; i >= 0 && found.Count < limit; i--)
                found.AddRange(EventsOf(file, frames[i]).Reverse().Where(stored => stored.Version < before).Take(limit - found.Count));
            return true;
        });
    }

    public void FlushToDisk() => Use(FileMode.Open, static file =>
    {
        // The system forces out all that was written to the file, through whichever handle.
        file.FlushToDisk();
        return true;
    });

    private IEnumerable<StoredAccountEvent> EventsOf(RecordFile file, AccountFrame frame)
    {
        var bytes = file.Read(frame.Offset, frame.Size);
        if (RecordFormat.SizeFrom(bytes) != bytes.Length || !RecordFormat.TryRead(bytes, out var key, out _, out _, out _) || key != AccountFrame.KeyOf(frame.First, frame.Last))
            throw Harmed($"events {frame.First} to {frame.Last}, at offset {frame.Offset}, have been harmed since they were found");
        try
        {
            var events = JsonSerializer.Deserialize(RecordFormat.JsonOf(bytes), AccountEventJson.Default.AccountEventArray) ?? [];
            return events.Length == frame.Last - frame.First + 1
                ? events.Select((stored, i) => new StoredAccountEvent(frame.First + i, stored))
                : throw Harmed($"events {frame.First} to {frame.Last} were expected at offset {frame.Offset}, {events.Length} are there");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or NotSupportedException)
        {
            throw Harmed($"events {frame.First} to {frame.Last}, at offset {frame.Offset}, are whole, but this program cannot read them", failure);
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
                LogNotTruncated(logger, path, failure);
            }

            throw;
        }
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
            throw new IOException($"The event file '{path}' cannot be read or written: {failure.Message}", failure);
        }
    }

    private InvalidDataException Harmed(string what, Exception? inner = null) =>
        new($"The events of account '{account}' in '{path}' cannot be used: {what}. Without them every later figure would be wrong; restore the file from a backup.", inner);

    [LoggerMessage(3271, LogLevel.Warning, "Could not cut off a failed append to {File}; the next one covers it")]
    private static partial void LogNotTruncated(ILogger logger, string file, Exception failure);
}
