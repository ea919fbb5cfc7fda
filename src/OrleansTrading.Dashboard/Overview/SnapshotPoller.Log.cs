using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Overview;

internal sealed partial class SnapshotPoller
{
    [LoggerMessage(EventId = 6111, Level = LogLevel.Warning, Message = "{Instrument} does not answer; the dashboard shows its last snapshot")]
    private static partial void SnapshotFailed(ILogger logger, Exception exception, InstrumentId instrument);

    [LoggerMessage(EventId = 6112, Level = LogLevel.Information, Message = "{Instrument} answers again")]
    private static partial void AnswersAgain(ILogger logger, InstrumentId instrument);
}
