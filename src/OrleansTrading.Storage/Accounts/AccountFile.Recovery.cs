using Microsoft.Extensions.Logging;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Accounts;

internal sealed partial class AccountFile
{
    private List<AccountFrame> Frames(bool isNewest)
    {
        if (_frames is not null)
            return _frames;
        var frames = new List<AccountFrame>();
        _end = 0;
        if (File.Exists(path))
            Use(FileMode.Open, file => Scan(file, frames, isNewest), RecordFile.LongReadAhead);
        return _frames = frames;
    }

    /// <summary>
    /// Learns what the file holds. What follows the last whole frame of the newest file - an append that the death of the process or of
    /// the machine interrupted, so that nothing can have followed from it - is cut off. Harm anywhere else is not stepped over: an
    /// account without some of its events would be another account.
    /// </summary>
    private bool Scan(RecordFile file, List<AccountFrame> frames, bool isNewest)
    {
        var length = file.Length;
        var hasHeader = RecordFormat.CheckHeader(file.Read(0, RecordFormat.HeaderSize), Table, path);
        var at = (long)RecordFormat.HeaderSize;
        while (at < length && RecordSearch.TryReadAt(file, at, out var size, out var key, out var group, out _, out _))
        {
            var expected = frames is [.., var before] ? before.Last + 1 : first;
            if (!AccountFrame.TryParseKey(key, out var from, out var to) || from != expected || group != account)
                throw Harmed($"event {expected} of '{account}' was expected at offset {at}, '{key}' of '{group}' is there");
            frames.Add(new AccountFrame(from, to, at, size));
            at += size;
        }

        if (!hasHeader && frames.Count > 0)
            LogHeaderCorrupt(logger, path);
        var end = hasHeader || frames.Count > 0 ? Math.Min(at, length) : 0;
        if (end < length)
        {
            if (RecordSearch.FindNext(file, Math.Max(end, 1), length) is { } next)
                throw Harmed($"{next - end} bytes at offset {end} are harmed, and whole events follow them");
            if (!isNewest)
                throw Harmed($"{length - end} bytes at offset {end} are harmed, and newer files follow");
            file.Truncate(end);
            LogTornTail(logger, path, length - end, end);
        }

        _end = end;
        return true;
    }

    [LoggerMessage(3272, LogLevel.Warning, "Dropped {Bytes} bytes after the last whole append of {File}, at offset {Offset}: an interrupted write, nothing followed from it")]
    private static partial void LogTornTail(ILogger logger, string file, long bytes, long offset);

    [LoggerMessage(3273, LogLevel.Error, "The header of {File} is corrupt; its events are read by their own checksums")]
    private static partial void LogHeaderCorrupt(ILogger logger, string file);
}
