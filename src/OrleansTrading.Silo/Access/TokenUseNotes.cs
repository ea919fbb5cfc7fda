namespace OrleansTrading.Silo.Access;

/// <summary>Tells once a minute which tokens were used.</summary>
internal sealed partial class TokenUseNotes(AccessDirectory directory, TimeProvider time, ILogger<TokenUseNotes> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await directory.TellUseAsync();
            }
            catch (Exception exception)
            {
                // A silo that stops is told of its own end.
                if (!stoppingToken.IsCancellationRequested)
                    LogUntold(exception);
            }
        }
    }

    [LoggerMessage(1323, LogLevel.Warning, "When tokens were last used could not be stored; it is tried again")]
    private partial void LogUntold(Exception exception);
}
