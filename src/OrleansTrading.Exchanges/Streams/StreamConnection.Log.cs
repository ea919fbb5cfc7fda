using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamConnection
{
    private void LogConnected(string route, int streams) => LogConnected(_context.Logger, route, streams);

    private void LogEnded(string route, SessionEndKind kind, string reason) => LogEnded(_context.Logger, route, kind, reason);

    private void LogWaiting(string route, TimeSpan wait, string reason) => LogWaiting(_context.Logger, route, wait, reason);

    [LoggerMessage(2301, LogLevel.Information, "Connected to {Route} for {Streams} streams")]
    private static partial void LogConnected(ILogger logger, string route, int streams);

    [LoggerMessage(2302, LogLevel.Information, "The connection to {Route} ended ({Kind}): {Reason}")]
    private static partial void LogEnded(ILogger logger, string route, SessionEndKind kind, string reason);

    [LoggerMessage(2303, LogLevel.Warning, "No connection to {Route}, next attempt in {Wait}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string route, TimeSpan wait, string reason);
}
