using Microsoft.Extensions.Logging;

namespace OrleansTrading.Storage.Files;

internal sealed partial class Segment
{
    private void LogTornTail(string file, long bytes, long records, long offset) => LogTornTail(logger, file, bytes, records, offset);

    private void LogCorrupt(string file, int record, long offset) => LogCorrupt(logger, file, record, offset);

    private void LogHeaderCorrupt(string file) => LogHeaderCorrupt(logger, file);

    private void LogRewritten(string file, int before, int after) => LogRewritten(logger, file, before, after);

    private void LogNotRewritten(string file, Exception failure) => LogNotRewritten(logger, file, failure);

    private void LogNotTruncated(string file, Exception failure) => LogNotTruncated(logger, file, failure);

    [LoggerMessage(3001, LogLevel.Warning, "Dropped {Bytes} bytes after the last whole record of {File}, at offset {Offset}: an interrupted write of {Records} whole records or fewer")]
    private static partial void LogTornTail(ILogger logger, string file, long bytes, long records, long offset);

    [LoggerMessage(3002, LogLevel.Error, "Skipped record {Record} of {File}, at offset {Offset}: its checksum does not hold; the candle counts as missing")]
    private static partial void LogCorrupt(ILogger logger, string file, int record, long offset);

    [LoggerMessage(3003, LogLevel.Error, "The header of {File} is corrupt; its records are read by their own checksums")]
    private static partial void LogHeaderCorrupt(ILogger logger, string file);

    [LoggerMessage(3004, LogLevel.Information, "Rewrote {File} in order: {Before} records became {After}")]
    private static partial void LogRewritten(ILogger logger, string file, int before, int after);

    [LoggerMessage(3005, LogLevel.Warning, "Could not rewrite {File} in order; it stays as it is")]
    private static partial void LogNotRewritten(ILogger logger, string file, Exception failure);

    [LoggerMessage(3006, LogLevel.Warning, "Could not cut off a failed write of {File}; the next write covers it")]
    private static partial void LogNotTruncated(ILogger logger, string file, Exception failure);
}
