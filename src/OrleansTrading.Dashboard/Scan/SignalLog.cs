using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Scan;

internal static partial class SignalLog
{
    [LoggerMessage(EventId = 6140, Level = LogLevel.Warning, Message = "The signals could not be read for a page; it shows what came last")]
    public static partial void NotRead(ILogger logger, Exception exception);
}
