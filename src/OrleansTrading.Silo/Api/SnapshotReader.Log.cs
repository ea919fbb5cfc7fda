using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Api;

internal sealed partial class SnapshotReader
{
    [LoggerMessage(1100, LogLevel.Warning, "{Instrument} could not be read.")]
    private partial void LogReadFailed(InstrumentId instrument, Exception exception);
}
