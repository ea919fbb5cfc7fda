using Microsoft.Extensions.Logging;

namespace OrleansTrading.Storage.Records;

internal sealed partial class RecordDay
{
    private void LogTornTail(string file, long bytes, long offset) => LogTornTail(logger, file, bytes, offset);

    private void LogSkipped(string file, long bytes, long offset) => LogSkipped(logger, file, bytes, offset);

    private void LogHeaderCorrupt(string file) => LogHeaderCorrupt(logger, file);

    private void LogHarmed(string file, string key, long offset) => LogHarmed(logger, file, key, offset);

    private void LogRewritten(string file, int before, int after) => LogRewritten(logger, file, before, after);

    private void LogNotRewritten(string file, Exception failure) => LogNotRewritten(logger, file, failure);

    private void LogNotTruncated(string file, Exception failure) => LogNotTruncated(logger, file, failure);

    [LoggerMessage(3201, LogLevel.Warning, "Dropped {Bytes} bytes after the last whole record of {File}, at offset {Offset}: an interrupted write")]
    private static partial void LogTornTail(ILogger logger, string file, long bytes, long offset);

    [LoggerMessage(3202, LogLevel.Error, "Skipped {Bytes} bytes of {File}, at offset {Offset}: their checksum does not hold; the records in them are lost")]
    private static partial void LogSkipped(ILogger logger, string file, long bytes, long offset);

    [LoggerMessage(3203, LogLevel.Error, "The header of {File} is corrupt; its records are read by their own checksums")]
    private static partial void LogHeaderCorrupt(ILogger logger, string file);

    [LoggerMessage(3204, LogLevel.Error, "Record {Key} of {File}, at offset {Offset}, has been harmed since it was found and is left out")]
    private static partial void LogHarmed(ILogger logger, string file, string key, long offset);

    [LoggerMessage(3205, LogLevel.Debug, "Rewrote {File} without what was replaced: {Before} records became {After}")]
    private static partial void LogRewritten(ILogger logger, string file, int before, int after);

    [LoggerMessage(3206, LogLevel.Warning, "Could not rewrite {File} without what was replaced; it stays as it is")]
    private static partial void LogNotRewritten(ILogger logger, string file, Exception failure);

    [LoggerMessage(3207, LogLevel.Warning, "Could not cut off a failed write of {File}; the next write covers it")]
    private static partial void LogNotTruncated(ILogger logger, string file, Exception failure);
}
