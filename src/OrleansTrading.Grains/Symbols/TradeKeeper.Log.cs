using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class TradeKeeper
{
    [LoggerMessage(4110, LogLevel.Information, "{Instrument}: {Count} trades that the stream missed were brought")]
    private static partial void LogRepaired(ILogger logger, InstrumentId instrument, int count);

    [LoggerMessage(4111, LogLevel.Warning, "{Instrument}: {Count} missed trades from {From} to {To} are lost: the venue does not have them, or they are more than may be asked for")]
    private static partial void LogLost(ILogger logger, InstrumentId instrument, long count, long from, long to);

    [LoggerMessage(4112, LogLevel.Warning, "{Instrument}: asking for {Count} missed trades failed (failure {Failures} in a row); it is tried again")]
    private static partial void LogFailed(ILogger logger, InstrumentId instrument, long count, int failures, Exception exception);

    [LoggerMessage(4113, LogLevel.Warning, "{Instrument}: the venue does not know trade {Newest} and sends older ones; the market has been set back, and trades count from here on")]
    private static partial void LogSetBack(ILogger logger, InstrumentId instrument, long newest);

    [LoggerMessage(4693, LogLevel.Warning, "{Instrument}: up to {Count} trades from {From} to {To} that the recording had to let go are not recorded: the venue does not have them, they are more than may be asked for, or the venue tells none by their ids")]
    private static partial void LogNotBrought(ILogger logger, InstrumentId instrument, long count, long from, long to);
}
