using OrleansTrading.Storage.PostgreSql.Candles;

namespace OrleansTrading.Silo.Hosting;

/// <summary>Makes the months to come ready, so that none is made at the first of a month by whoever writes its first candle.</summary>
internal sealed partial class PartitionUpkeep(PostgresMarketStore store, TimeProvider time, ILogger<PartitionUpkeep> logger) : BackgroundService
{
    private const int MonthsAhead = 2;

    private static readonly TimeSpan Period = TimeSpan.FromHours(12);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await store.PrepareAsync(time.GetUtcNow(), MonthsAhead, stoppingToken);
            }
            catch (IOException exception)
            {
                // Months are also made by the writes that need them.
                LogFailed(Period, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1420, LogLevel.Warning, "The partitions of the months to come could not be made; it is tried again in {Period}")]
    private partial void LogFailed(TimeSpan period, Exception exception);
}
