namespace OrleansTrading.Storage.Records;

internal sealed partial class RecordDay
{
    private Dictionary<string, RecordEntry> Load()
    {
        if (_entries is not null)
            return _entries;
        var entries = new Dictionary<string, RecordEntry>(StringComparer.Ordinal);
        _frames = 0;
        if (File.Exists(path))
            Use(FileMode.Open, file => Scan(file, entries), RecordFile.LongReadAhead);
        _known = true;
        return _entries = entries;
    }

    /// <summary>
    /// Learns what the file holds. What follows the last whole frame - a write that the death of the process or of the machine
    /// interrupted - is cut off; harm before it is stepped over.
    /// </summary>
    private bool Scan(RecordFile file, Dictionary<string, RecordEntry> entries)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        var length = file.Length;
        var hasHeader = RecordFormat.CheckHeader(file.Read(0, RecordFormat.HeaderSize), table, path);
        // Without its header a frame is still known by its own checksum.
        var at = (long)RecordFormat.HeaderSize;
        while (at < length)
        {
            if (TryScan(file, at, groups, out var key, out var entry))
            {
                Note(entries, key, entry);
                at += entry.Size;
            }
            else if (RecordSearch.FindNext(file, at + 1, length) is { } next)
            {
                LogSkipped(path, next - at, at);
                at = next;
            }
            else
            {
                break;
            }
        }

        if (!hasHeader && _frames > 0)
            LogHeaderCorrupt(path);
        _end = hasHeader || _frames > 0 ? Math.Min(at, length) : 0;
        if (_end < length)
        {
            file.Truncate(_end);
            LogTornTail(path, length - _end, _end);
        }

        return true;
    }

    private static bool TryScan(RecordFile file, long at, Dictionary<string, string> groups, out string key, out RecordEntry entry)
    {
        (key, entry) = ("", default);
        if (!RecordSearch.TryReadAt(file, at, out var size, out var found, out var group, out var time, out var tag))
            return false;
        if (!groups.TryGetValue(group, out var shared))
            groups.Add(group, shared = group);
        (key, entry) = (found, new RecordEntry(at, size, time, tag, shared));
        return true;
    }

    /// <remarks>The new file is whole on disk before it takes the old one's place, so a crash leaves one or the other.</remarks>
    private void Rewrite(Dictionary<string, RecordEntry> entries)
    {
        var temporary = path + TemporaryExtension;
        try
        {
            var moved = new Dictionary<string, RecordEntry>(entries.Count, StringComparer.Ordinal);
            var end = (long)RecordFormat.HeaderSize;
            using (var old = new RecordFile(path, FileMode.Open, RecordFile.LongReadAhead))
            using (var file = new RecordFile(temporary, FileMode.Create))
            {
                var header = new byte[RecordFormat.HeaderSize];
                RecordFormat.WriteHeader(header, table);
                file.Write(header, 0);
                foreach (var (key, entry) in entries.OrderBy(entry => entry.Value.Offset))
                {
                    file.Write(old.Read(entry.Offset, entry.Size), end);
                    moved[key] = entry with { Offset = end };
                    end += entry.Size;
                }

                file.FlushToDisk();
            }

            File.Move(temporary, path, overwrite: true);
            LogRewritten(path, _frames, moved.Count);
            (_entries, _frames, _end) = (moved, moved.Count, end);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The records are saved; only their replaced forms take up room still.
            LogNotRewritten(path, failure);
        }
    }
}
