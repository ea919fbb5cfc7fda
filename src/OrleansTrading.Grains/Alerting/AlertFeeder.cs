using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>
/// Brings the silo's events to the router, and the router back wherever a silo is left. Every silo does; the router takes each notification
/// once. Without routes it does nothing.
/// </summary>
internal sealed partial class AlertFeeder(
    IGrainFactory grains, IEventBus events, IOptions<AlertingOptions> options, TimeProvider time, ILogger<AlertFeeder> logger) : BackgroundService
{
    private const int Capacity = 4096;
    private const int MostAtOnce = 100;
    private static readonly TimeSpan NudgeInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // A full one holds the bus' own queue up, which drops the oldest events, counts and logs them.
    private readonly Channel<Notification> _waiting = Channel.CreateBounded<Notification>(new BoundedChannelOptions(MostAtOnce) { SingleReader = true });
    private readonly AlertPlan _plan = options.Value.ToPlan();

    private IAlertRouterGrain Router => grains.GetGrain<IAlertRouterGrain>(IAlertRouterGrain.Key);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_plan.Routes.IsEmpty)
            return;
        await using var subscription = events.Subscribe<TradingEvent>("alerting", OfferAsync, Capacity);
        await Task.WhenAll(NudgeAsync(stoppingToken), FeedAsync(stoppingToken));
    }

    /// <remarks>Alerts are all brought, for one that goes nowhere itself may explain others.</remarks>
    private async ValueTask OfferAsync(TradingEvent happened, CancellationToken cancellationToken)
    {
        if (AlertNews.Of(happened) is { } news && (news.Alert is not null || _plan.RoutesOf(news).Any()))
            await _waiting.Writer.WriteAsync(news, cancellationToken);
    }

    private async Task FeedAsync(CancellationToken cancellationToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<Notification>();
            while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var news))
                batch.Add(news);
            while (!await TryAsync(() => Router.TakeInAsync([.. batch]), batch.Count, cancellationToken))
                await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    private async Task NudgeAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(NudgeInterval, time);
        do
        {
            await TryAsync(() => Router.EnsureStartedAsync(), 0, cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<bool> TryAsync(Func<Task> call, int waiting, CancellationToken cancellationToken)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception exception)
        {
            // Whatever it was, notifications wait and are brought again. A silo that stops is told of its own end.
            if (!cancellationToken.IsCancellationRequested)
                LogFailed(logger, waiting, exception);
            return false;
        }
    }

    [LoggerMessage(4865, LogLevel.Warning, "The alert router did not answer; {Waiting} notifications wait, and it is tried again")]
    private static partial void LogFailed(ILogger logger, int waiting, Exception exception);
}
