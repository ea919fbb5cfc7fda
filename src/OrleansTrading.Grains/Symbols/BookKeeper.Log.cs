using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class BookKeeper
{
    [LoggerMessage(4130, LogLevel.Information, "{Instrument}: the order book misses changes after update {LastUpdateId}; it is begun anew")]
    private static partial void LogGap(ILogger logger, InstrumentId instrument, long lastUpdateId);

    [LoggerMessage(4131, LogLevel.Warning, "{Instrument}: the order book cannot be true ({Defect}) after update {LastUpdateId}; it is begun anew")]
    private static partial void LogDefect(ILogger logger, InstrumentId instrument, BookDefect defect, long lastUpdateId);

    [LoggerMessage(4132, LogLevel.Information, "{Instrument}: the order book is in step again, with update {LastUpdateId}")]
    private static partial void LogResynced(ILogger logger, InstrumentId instrument, long lastUpdateId);

    [LoggerMessage(4133, LogLevel.Information, "{Instrument}: the price has left the known levels of the order book; it is begun anew")]
    private static partial void LogExhausted(ILogger logger, InstrumentId instrument);

    [LoggerMessage(4134, LogLevel.Debug, "{Instrument}: the snapshot of the order book is older than its changes; another is asked for")]
    private static partial void LogStale(ILogger logger, InstrumentId instrument);
}
