using Microsoft.Extensions.Logging;

namespace OrleansTrading.Grains.Alerting;

internal sealed partial class AlertRouterGrain
{
    [LoggerMessage(4860, LogLevel.Warning, "The alert router could not work; the next tick tries again")]
    private static partial void LogTickFailed(ILogger logger, Exception exception);

    [LoggerMessage(4861, LogLevel.Warning, "Alert route {Route}: a message could not be delivered, and is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string route, string reason);

    [LoggerMessage(4862, LogLevel.Error, "Alert route {Route}: {Count} notifications are given up after {Attempts} attempts: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string route, int count, int attempts, string reason);

    [LoggerMessage(4863, LogLevel.Debug, "Message {Message} with {Count} notifications is delivered by alert route {Route}")]
    private static partial void LogDelivered(ILogger logger, string message, string route, int count);

    [LoggerMessage(4867, LogLevel.Warning, "News that may be lost could not be looked for in {Source}; the next minute tries again")]
    private static partial void LogNotLooked(ILogger logger, string source, Exception exception);

    [LoggerMessage(4864, LogLevel.Information, "Notifications with {Matchers} are silenced by {By}: {Comment}")]
    private static partial void LogSilenced(ILogger logger, string matchers, string by, string comment);
}
