namespace OrleansTrading.Silo.Api.Jobs;

internal sealed partial class RunFeed
{
    [LoggerMessage(1150, LogLevel.Debug, "Run {Run} could not be asked for; it is asked for again.")]
    private partial void LogReadFailed(string run, Exception exception);
}
