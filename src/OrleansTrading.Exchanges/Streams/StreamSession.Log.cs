using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamSession
{
    private void LogRefused(string route, string request, int streams, string name, string error) =>
        LogRefused(_context.Logger, route, request, streams, name, error);

    private void LogSilent(string route, int streams, string name) => LogSilent(_context.Logger, route, streams, name);

    private void LogGoodbyeFailed(string route, string reason) => LogGoodbyeFailed(_context.Logger, route, reason);

    private void LogNotDrained(string route, TimeSpan limit) => LogNotDrained(_context.Logger, route, limit);

    private void LogFault(string route, Exception fault) => LogFault(_context.Logger, route, fault);

    [LoggerMessage(2201, LogLevel.Warning, "The venue refused to {Request} {Streams} streams on {Route}, first {Name}: {Error}")]
    private static partial void LogRefused(ILogger logger, string route, string request, int streams, string name, string error);

    [LoggerMessage(2202, LogLevel.Warning, "{Streams} streams on {Route} are silent, first {Name}: asking for them again")]
    private static partial void LogSilent(ILogger logger, string route, int streams, string name);

    [LoggerMessage(2203, LogLevel.Debug, "Could not close the connection to {Route} in good order: {Reason}")]
    private static partial void LogGoodbyeFailed(ILogger logger, string route, string reason);

    [LoggerMessage(2204, LogLevel.Error, "The connection to {Route} failed by a fault of our own")]
    private static partial void LogFault(ILogger logger, string route, Exception fault);

    [LoggerMessage(2310, LogLevel.Information, "The replaced connection to {Route} was not closed by the venue within {Limit}; it is given up")]
    private static partial void LogNotDrained(ILogger logger, string route, TimeSpan limit);
}
