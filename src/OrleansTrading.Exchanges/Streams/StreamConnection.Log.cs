using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamConnection
{
    private void LogConnected(string route, int streams) => LogConnected(_context.Logger, route, streams);

    private void LogEnded(string route, SessionEndKind kind, string reason) => LogEnded(_context.Logger, route, kind, reason);

    private void LogWaiting(string route, TimeSpan wait, string reason) => LogWaiting(_context.Logger, route, wait, reason);

    private void LogReplaced(string route, int streams, SessionEndKind kind, string reason) => LogReplaced(_context.Logger, route, streams, kind, reason);

    private void LogReplacementFailed(string route, string reason) => LogReplacementFailed(_context.Logger, route, reason);

    private void LogNotReplaced(string route, TimeSpan wait) => LogNotReplaced(_context.Logger, route, wait);

    [LoggerMessage(2301, LogLevel.Information, "Connected to {Route} for {Streams} streams")]
    private static partial void LogConnected(ILogger logger, string route, int streams);

    [LoggerMessage(2302, LogLevel.Information, "The connection to {Route} ended ({Kind}): {Reason}")]
    private static partial void LogEnded(ILogger logger, string route, SessionEndKind kind, string reason);

    [LoggerMessage(2303, LogLevel.Warning, "No connection to {Route}, next attempt in {Wait}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string route, TimeSpan wait, string reason);

    [LoggerMessage(2311, LogLevel.Information, "A new connection to {Route} has taken over {Streams} streams from the old one, which ended ({Kind}): {Reason}")]
    private static partial void LogReplaced(ILogger logger, string route, int streams, SessionEndKind kind, string reason);

    [LoggerMessage(2312, LogLevel.Warning, "A new connection to {Route} could not take over from the old one, which goes on: {Reason}")]
    private static partial void LogReplacementFailed(ILogger logger, string route, string reason);

    [LoggerMessage(2313, LogLevel.Information, "The old connection to {Route} is to be replaced in {Wait}")]
    private static partial void LogNotReplaced(ILogger logger, string route, TimeSpan wait);

    [LoggerMessage(2350, LogLevel.Error, "The connection to {Route} met a fault of our own or of a sink; it is made anew")]
    private static partial void LogFault(ILogger logger, string route, Exception fault);
}
