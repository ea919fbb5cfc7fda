using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Trading;

internal static partial class EquityLog
{
    [LoggerMessage(6202, LogLevel.Warning, "The equity of {Account} could not be read; its page says so and shows the curve that was read last")]
    public static partial void NotRead(ILogger logger, string account, Exception exception);
}
