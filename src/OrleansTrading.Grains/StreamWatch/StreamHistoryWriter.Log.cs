using Microsoft.Extensions.Logging;

namespace OrleansTrading.Grains.StreamWatch;

internal sealed partial class StreamHistoryWriter
{
    [LoggerMessage(4650, LogLevel.Warning, "Stream history: {Count} changes could not be saved (failure {Failures} in a row, {Dropped} dropped); they are kept and tried again")]
    private static partial void LogRefused(ILogger logger, int count, int failures, long dropped, Exception failure);

    [LoggerMessage(4651, LogLevel.Information, "Stream history: {Count} changes are saved again, after {Dropped} were dropped")]
    private static partial void LogRecovered(ILogger logger, int count, long dropped);

    [LoggerMessage(4652, LogLevel.Warning, "Stream history: stopping with {Count} changes unsaved")]
    private static partial void LogLost(ILogger logger, int count);
}
