using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Trading;

public sealed partial class AccountStream
{
    [LoggerMessage(2420, LogLevel.Information, "{Account}: the account's stream is connected")]
    private partial void LogConnected(string account);

    [LoggerMessage(2421, LogLevel.Information, "{Account}: the account's stream has ended: {Reason}")]
    private partial void LogEnded(string account, string reason);

    [LoggerMessage(2422, LogLevel.Warning, "{Account}: no stream of the account; connecting in {Wait}: {Reason}")]
    private partial void LogWaiting(string account, TimeSpan wait, string reason);

    [LoggerMessage(2423, LogLevel.Information, "{Account}: the account's stream was replaced at the age of {Age}")]
    private partial void LogReplaced(string account, TimeSpan age);

    [LoggerMessage(2424, LogLevel.Error, "{Account}: an event of the account's stream was not taken")]
    private partial void LogSinkFault(string account, Exception fault);

    [LoggerMessage(2425, LogLevel.Warning, "{Account}: an event of the account's stream cannot be read: {Reason}")]
    private partial void LogMalformed(string account, string reason);

    [LoggerMessage(2426, LogLevel.Debug, "{Account}: an event of the account's stream is of no known kind: {Kind}")]
    private partial void LogUnknown(string account, string kind);

    [LoggerMessage(2427, LogLevel.Warning, "{Account}: the account's stream grows old and could not be replaced yet: {Reason}")]
    private partial void LogReplaceFailed(string account, string reason);

    [LoggerMessage(2428, LogLevel.Debug, "{Account}: the account's stream was kept alive")]
    private partial void LogKeptAlive(string account);
}
