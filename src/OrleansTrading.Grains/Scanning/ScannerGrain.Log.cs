using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Scanning;

internal sealed partial class ScannerGrain
{
    [LoggerMessage(4601, LogLevel.Warning, "Scan: {Instrument} could not be read and is left out")]
    private static partial void LogSymbolFailed(ILogger logger, InstrumentId instrument, Exception exception);
}
