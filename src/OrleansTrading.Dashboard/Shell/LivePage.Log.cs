using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Shell;

public abstract partial class LivePage<TFrame>
{
    [LoggerMessage(EventId = 6131, Level = LogLevel.Error, Message = "A page could not be drawn")]
    private static partial void DrawingFailed(ILogger logger, Exception exception);
}
