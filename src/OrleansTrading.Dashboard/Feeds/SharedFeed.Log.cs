using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Feeds;

internal sealed partial class SharedFeed<TFrame>
{
    [LoggerMessage(EventId = 6100, Level = LogLevel.Error, Message = "The refresh of {Feed} failed; the last frame stays")]
    private static partial void RefreshFailed(ILogger logger, Exception exception, string feed);
}
