using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class KlineReader
{
    [LoggerMessage(4004, LogLevel.Warning, "{Instrument} {Interval}: {Count} candles that were asked for could not be kept")]
    private static partial void LogNotKept(ILogger logger, InstrumentId instrument, string interval, int count, Exception exception);
}
