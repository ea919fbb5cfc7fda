using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

internal sealed partial class CaptureSaver
{
    [LoggerMessage(4630, LogLevel.Warning, "{Instrument}: a capture file of {Rows} rows ({Kind}) could not be written; it is tried again")]
    private static partial void LogWriteFailed(ILogger logger, InstrumentId instrument, CaptureKind kind, int rows, Exception exception);

    [LoggerMessage(4631, LogLevel.Error, "Capture paused, the disk takes no files: {Reason}; live data goes on, and so does the capture once a probe can be written")]
    private static partial void LogPaused(ILogger logger, string reason);

    [LoggerMessage(4632, LogLevel.Information, "Capture goes on: the disk takes files again")]
    private static partial void LogResumed(ILogger logger);

    [LoggerMessage(4633, LogLevel.Error, "{Instrument}: {Rows} rows ({Kind}) cannot be written for a reason that is not the disk; they are kept, and tried again now and then")]
    private static partial void LogStuck(ILogger logger, InstrumentId instrument, CaptureKind kind, int rows, Exception exception);

    [LoggerMessage(4634, LogLevel.Error, "{Instrument}: rows ({Kind}) were written, and what follows from it failed; up to which trade the symbol is recorded may stay behind until the silo is started again")]
    private static partial void LogWrittenUntold(ILogger logger, InstrumentId instrument, CaptureKind kind, Exception exception);

    [LoggerMessage(4690, LogLevel.Error, "{Instrument}: {Rows} rows ({Kind}) that cannot be written are given up, as such rows take more than {Limit} bytes; trades are asked for again")]
    private static partial void LogGivenUp(ILogger logger, InstrumentId instrument, CaptureKind kind, int rows, long limit);
}
