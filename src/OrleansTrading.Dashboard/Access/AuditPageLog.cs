using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Access;

internal static partial class AuditPageLog
{
    [LoggerMessage(EventId = 6170, Level = LogLevel.Warning, Message = "The audit log could not be read for its page")]
    public static partial void NotRead(ILogger logger, Exception exception);
}
