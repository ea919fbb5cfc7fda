using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

internal sealed partial class CaptureDesk
{
    [LoggerMessage(4621, LogLevel.Information,
        "Capture rotated: {Files} files of {Rows} rows handed over, {WaitingFiles} files of {WaitingRows} rows waited before, {BufferedBytes} bytes in memory, newest trade {TradeAge} ago, newest book {BookAge} ago, {Reconnects} reconnects, mode {Mode}")]
    private static partial void LogRotated(
        ILogger logger, int files, long rows, int waitingFiles, long waitingRows, long bufferedBytes, TimeSpan? tradeAge, TimeSpan? bookAge, long reconnects, CaptureMode mode);

    [LoggerMessage(4622, LogLevel.Warning, "Capture mode is {Mode} from now on, with {Rows} rows buffered")]
    private static partial void LogMode(ILogger logger, CaptureMode mode, long rows);

    [LoggerMessage(4623, LogLevel.Warning, "Capture holds symbols back: {Bytes} of {Limit} bytes wait to be written, the disk is too slow; sockets wait until it has caught up")]
    private static partial void LogHoldingBack(ILogger logger, long bytes, long limit);

    [LoggerMessage(4624, LogLevel.Information, "Capture holds no symbol back any more, {Bytes} bytes wait to be written")]
    private static partial void LogNotHoldingBack(ILogger logger, long bytes);

    [LoggerMessage(4625, LogLevel.Warning, "{Instrument}: trades from {From} to {To} were not all recorded, as the disk took no files or they could not be written; they are asked for again")]
    private static partial void LogTradesLetGo(ILogger logger, InstrumentId instrument, long from, long to);

    [LoggerMessage(4626, LogLevel.Warning, "{Instrument}: what was recorded before cannot be read; recording begins anew, and a trade may come to be in two files")]
    private static partial void LogUnknownPast(ILogger logger, InstrumentId instrument, Exception exception);

    [LoggerMessage(4691, LogLevel.Warning, "{Instrument}: a row ({Kind}) of the impossible time {Time} is not recorded; further ones of this symbol and kind are only counted")]
    private static partial void LogRefused(ILogger logger, InstrumentId instrument, CaptureKind kind, long time);

    [LoggerMessage(4692, LogLevel.Error, "{Instrument}: a capture file is damaged and was moved aside to {Path}: {Reason} Its trades are asked for again")]
    private static partial void LogDamaged(ILogger logger, InstrumentId instrument, string path, string reason);
}
