using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.StreamWatch;

internal sealed partial class StreamHealthCheck
{
    [LoggerMessage(4653, LogLevel.Information, "Streams: {Streams} followed, {Live} live, {Idle} idle, {Waiting} waiting, {Stalled} stalled, {Reconnecting} reconnecting, {Down} down; {Reconnects} reconnects since the last check; oldest data {WorstAge:0.0} s ({Worst}). {Kinds}")]
    private static partial void LogChecked(
        ILogger logger, int streams, int live, int idle, int waiting, int stalled, int reconnecting, int down, long reconnects, double? worstAge, string worst, string kinds);

    [LoggerMessage(4654, LogLevel.Warning, "{Count} of {Total} {Kind} streams of {Venue} are stalled, worst {Worst} for {WorstAge:0} s")]
    private static partial void LogTrouble(ILogger logger, int count, int total, StreamKind kind, string venue, string worst, double worstAge);

    [LoggerMessage(4655, LogLevel.Warning, "Alerts of streams could not be raised or cleared; the next check tries again")]
    private static partial void LogNotTold(ILogger logger, Exception exception);
}
