using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    [LoggerMessage(4101, LogLevel.Information, "{Instrument}: following the market")]
    private static partial void LogStarted(ILogger logger, InstrumentId instrument);

    [LoggerMessage(4102, LogLevel.Information, "{Instrument}: candles are complete, live")]
    private static partial void LogLive(ILogger logger, InstrumentId instrument);

    [LoggerMessage(4103, LogLevel.Warning, "{Instrument}: bringing candles failed (failure {Failures} in a row); it is tried again")]
    private static partial void LogWorkFailed(ILogger logger, InstrumentId instrument, int failures, Exception exception);

    [LoggerMessage(4104, LogLevel.Error, "{Instrument}: stopping with {Count} closed candles unsaved; they are asked of the venue again at the next start")]
    private static partial void LogUnsavedAtStop(ILogger logger, InstrumentId instrument, int count);

    [LoggerMessage(4105, LogLevel.Error, "{Instrument}: a part of leaving failed; the others are gone on with")]
    private static partial void LogLeavingFailed(ILogger logger, InstrumentId instrument, Exception exception);

    [LoggerMessage(4114, LogLevel.Warning, "{Instrument}: bringing trades again that the recording had to let go failed (failure {Failures} in a row); it is tried again")]
    private static partial void LogBringingAgainFailed(ILogger logger, InstrumentId instrument, int failures, Exception exception);

    [LoggerMessage(4115, LogLevel.Warning, "{Instrument}: up to which trade other silos have recorded it could not be found out (failure {Failures} in a row); it is tried again")]
    private static partial void LogBeforeUnknown(ILogger logger, InstrumentId instrument, int failures, Exception exception);
}
