using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Feeds;

internal sealed partial class PendingCall<T>
{
    [LoggerMessage(EventId = 6101, Level = LogLevel.Warning, Message = "No answer to the call for {What}; the dashboard shows what came last")]
    private static partial void CallFailed(ILogger logger, Exception exception, string what);
}
