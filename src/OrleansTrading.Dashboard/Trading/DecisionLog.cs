using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Trading;

internal static partial class DecisionLog
{
    [LoggerMessage(6203, LogLevel.Warning, "What was decided about signals could not be read; its page says so and shows what was read last")]
    public static partial void NotRead(ILogger logger, Exception exception);
}
