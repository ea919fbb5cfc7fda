using Microsoft.Extensions.Logging;

namespace OrleansTrading.Grains.Accounts;

internal sealed partial class AccountGrain
{
    [LoggerMessage(4700, LogLevel.Information, "Account {Account}: loaded, {Version} events, {Read} of them read")]
    private static partial void LogLoaded(ILogger logger, string account, long version, long read);

    [LoggerMessage(4701, LogLevel.Warning, "Account {Account}: somebody else appended to it (expected {Expected}, found {Actual}); it is loaded anew")]
    private static partial void LogConflict(ILogger logger, string account, long expected, long actual);

    [LoggerMessage(4702, LogLevel.Error, "Account {Account}: its events could not be stored; nothing that followed from them has left, and it is loaded anew")]
    private static partial void LogLost(ILogger logger, string account, Exception failure);

    [LoggerMessage(4703, LogLevel.Warning, "Account {Account}: more than {Capacity} messages of its venue waited; it is compared with its venue")]
    private static partial void LogMissed(ILogger logger, string account, int capacity);

    [LoggerMessage(4704, LogLevel.Debug, "Account {Account}: its stream is whole")]
    private static partial void LogConnected(ILogger logger, string account);

    [LoggerMessage(4705, LogLevel.Information, "Account {Account}: its stream is interrupted ({Reason})")]
    private static partial void LogInterrupted(ILogger logger, string account, string reason);

    [LoggerMessage(4706, LogLevel.Warning, "Account {Account}: {Question} was not answered ({Reason}); it is asked again")]
    private static partial void LogUnanswered(ILogger logger, string account, string question, string reason);

    [LoggerMessage(4707, LogLevel.Warning, "Account {Account}: whether order {OrderId} was taken is not known ({Reason}); the venue is asked")]
    private static partial void LogUnknown(ILogger logger, string account, string orderId, string reason);

    [LoggerMessage(4708, LogLevel.Information, "Account {Account}: order {OrderId} was refused by its venue ({Reason})")]
    private static partial void LogRefused(ILogger logger, string account, string orderId, string reason);

    [LoggerMessage(4709, LogLevel.Warning, "Account {Account}: order {OrderId} was not sent ({Reason})")]
    private static partial void LogNotSent(ILogger logger, string account, string orderId, string reason);

    [LoggerMessage(4710, LogLevel.Warning, "Account {Account}: {Instrument} did not take what it is to watch ({Reason}); it is told again")]
    private static partial void LogNotWatched(ILogger logger, string account, string instrument, string reason);

    [LoggerMessage(4711, LogLevel.Warning, "Account {Account}: differs from its venue: {Subject} is {Actual} there and {Expected} here; {Resolution}")]
    private static partial void LogDifference(ILogger logger, string account, string subject, string expected, string actual, string resolution);

    [LoggerMessage(4712, LogLevel.Warning, "Account {Account}: it could not be opened at its venue ({Reason}); it is tried again")]
    private static partial void LogNotOpened(ILogger logger, string account, string reason);

    [LoggerMessage(4713, LogLevel.Warning, "Account {Account}: {Switch} ({Reason})")]
    private static partial void LogStopped(ILogger logger, string account, string @switch, string reason);

    [LoggerMessage(4714, LogLevel.Error, "Account {Account}: its upkeep failed; it is tried again")]
    private static partial void LogUpkeepFailed(ILogger logger, string account, Exception failure);

    [LoggerMessage(4715, LogLevel.Warning, "Account {Account}: what its events have come to could not be kept; coming up reads more of them")]
    private static partial void LogNotKept(ILogger logger, string account, Exception failure);

    [LoggerMessage(4753, LogLevel.Warning, "Account {Account}: {Position} has not been protected in full for {Milliseconds} ms, by a stop at the venue or by a live guard; it is closed at the market")]
    private static partial void LogUnprotected(ILogger logger, string account, string position, long milliseconds);

    [LoggerMessage(4754, LogLevel.Error, "Account {Account}: {Position} is not protected in full, and it is not closed: {Reason}")]
    private static partial void LogBare(ILogger logger, string account, string position, string reason);
}
