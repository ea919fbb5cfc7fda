namespace OrleansTrading.Simulator.Streams;

internal sealed partial class StreamHub
{
    [LoggerMessage(1, LogLevel.Debug, "Stream connection {ConnectionId} opened on {Path}")]
    private partial void LogOpened(long connectionId, ListenPath path);

    [LoggerMessage(2, LogLevel.Debug, "Stream connection {ConnectionId} closed")]
    private partial void LogClosed(long connectionId);

    [LoggerMessage(3, LogLevel.Debug, "Stream connection {ConnectionId} ended: {Reason}")]
    private partial void LogEnded(long connectionId, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Stream connection {ConnectionId} sent more than {Limit} messages in a second and is cut")]
    private partial void LogTooManyMessages(long connectionId, int limit);
}
