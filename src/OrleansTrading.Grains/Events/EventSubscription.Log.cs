using Microsoft.Extensions.Logging;

namespace OrleansTrading.Grains.Events;

internal sealed partial class EventSubscription<T>
{
    [LoggerMessage(4401, LogLevel.Error, "Subscriber {Subscriber} failed to handle {Event}; it gets the next event all the same")]
    private static partial void LogFailed(ILogger logger, string subscriber, string @event, Exception exception);

    [LoggerMessage(4402, LogLevel.Warning, "Subscriber {Subscriber} is too slow: {Dropped} events dropped so far, oldest first")]
    private static partial void LogDropped(ILogger logger, string subscriber, long dropped);
}
