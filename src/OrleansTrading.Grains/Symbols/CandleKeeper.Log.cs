using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class CandleKeeper
{
    [LoggerMessage(4001, LogLevel.Error, "{Instrument} {Interval}: {Count} closed candles could not be saved; they are kept and tried again")]
    private static partial void LogSaveFailed(ILogger logger, InstrumentId instrument, string interval, int count, Exception exception);

    [LoggerMessage(4002, LogLevel.Warning, "{Instrument} {Interval}: the gap from {From} to {To} (open times) is longer than a repair may be and is left")]
    private static partial void LogGapLeft(ILogger logger, InstrumentId instrument, string interval, long from, long to);

    [LoggerMessage(4003, LogLevel.Warning, "{Instrument} {Interval}: {Count} stored candles end after the market's present and are left out; it has been set back")]
    private static partial void LogAheadOfVenue(ILogger logger, InstrumentId instrument, string interval, int count);
}
