using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Silo.Hosting;

/// <summary>Stops the service in good order after <see cref="StreamWatchOptions.RunHours"/>.</summary>
internal sealed partial class RunLimit(
    IOptions<StreamWatchOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RunLimit> logger) : BackgroundService
{
    /// <summary>Timers take no longer waits.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RunHours == 0)
            return;
        var begun = time.GetTimestamp();
        while (TimeSpan.FromHours(options.Value.RunHours) - time.GetElapsedTime(begun) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stoppingToken);
        LogStopping(logger, options.Value.RunHours);
        lifetime.StopApplication();
    }

    [LoggerMessage(1010, LogLevel.Information, "The service has run for {Hours} hours, as it was told to, and stops")]
    private static partial void LogStopping(ILogger logger, double hours);
}
