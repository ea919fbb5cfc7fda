namespace OrleansTrading.Silo.Metrics;

internal sealed partial class MetricsRegistry
{
    [LoggerMessage(1200, LogLevel.Warning, "Some observed instruments could not be read and have no series in this scrape.")]
    private partial void LogObservationFailed(Exception exception);
}
