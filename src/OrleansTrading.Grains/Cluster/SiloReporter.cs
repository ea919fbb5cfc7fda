using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Grains.StreamWatch;

namespace OrleansTrading.Grains.Cluster;

/// <summary>Tells every few seconds how this silo is; how many symbols it follows where it follows any market.</summary>
internal sealed partial class SiloReporter(
    IGrainFactory grains,
    ILocalSiloDetails local,
    CallWindow calls,
    HeldReminders reminders,
    ProcessGauge process,
    ClusterMetrics metrics,
    TimeProvider time,
    ILogger<SiloReporter> logger,
    FollowedStreams? followed = null) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Points of the history: ten minutes.</summary>
    public const int MostPoints = 120;

    private readonly Queue<SiloPoint> _history = [];
    private long _toldAt = time.GetTimestamp();
    private long _told;
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var silo = grains.GetGrain<ISiloGrain>(local.SiloAddress.ToParsableString());
        do
        {
            try
            {
                await silo.PublishAsync(Report());
                _hasFailed = false;
            }
            catch (Exception exception)
            {
                // Whatever it was, the next report tries again; told of once. A silo that stops is told of its own end.
                if (!_hasFailed && !stoppingToken.IsCancellationRequested)
                    LogFailed(logger, exception);
                _hasFailed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private SiloReport Report()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (byClass, figures) = (calls.Turn(), process.Look());
        var elapsed = time.GetElapsedTime(_toldAt).TotalSeconds;
        _history.Enqueue(new SiloPoint(now, figures.CpuPercent, figures.WorkingSet, elapsed > 0 ? (calls.Total - _told) / elapsed : 0));
        while (_history.Count > MostPoints)
            _history.Dequeue();
        (_toldAt, _told) = (time.GetTimestamp(), calls.Total);
        metrics.Show(byClass);
        return new SiloReport(local.Name, now, figures, [.. byClass], reminders.All, [.. _history]) { Symbols = followed?.Count };
    }

    [LoggerMessage(4930, LogLevel.Warning, "The figures of this silo could not be told; they are told again with the next ones")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
