using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>
/// Takes a silo's events to the topic, and the other silos' events to the bus. Nothing is sent twice: a batch whose fate is not known
/// counts as dropped. As long as nobody else wants an event, it is not sent at all.
/// </summary>
internal sealed partial class EventRelay : BackgroundService, IEventOutlet, IEventObserver
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2);

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly EventBus _bus;
    private readonly IGrainFactory _grains;
    private readonly EventsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<TradingEvent> _outgoing;
    private readonly SemaphoreSlim _renewNow = new(0, 1);
    private readonly EventSequence _received = new();
    private IEventObserver? _reference;
    private long _number;
    private long _told;

    /// <summary>What other silos want; null while that is not known.</summary>
    private volatile FrozenSet<string>? _othersWant;

    public EventRelay(EventBus bus, IGrainFactory grains, IOptions<EventsOptions> options, TimeProvider time, ILogger<EventRelay> logger)
    {
        (_bus, _grains, _options, _time, _logger) = (bus, grains, options.Value, time, logger);
        _outgoing = Channel.CreateBounded<TradingEvent>(
            new BoundedChannelOptions(_options.QueueCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => bus.DroppedByRelay(1));
        bus.Connect(this);
    }

    private IEventTopicGrain Topic => _grains.GetGrain<IEventTopicGrain>(IEventTopicGrain.Key);

    public void Send(TradingEvent tradingEvent)
    {
        if (IsWanted(tradingEvent))
            _outgoing.Writer.TryWrite(tradingEvent);
    }

    public void WantedChanged()
    {
        try
        {
            _renewNow.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // It is going to renew anyway; or the silo stops, and subscriptions end after the relay.
        }
    }

    public Task ReceiveAsync(EventBatch batch)
    {
        if (_received.IsNext(batch.Publisher, batch.Number))
            _bus.DeliverAll(batch.Events);
        else
            _bus.DroppedByRelay(batch.Events.Length);
        return Task.CompletedTask;
    }

    public Task OthersWantAsync(ImmutableArray<string> types)
    {
        Interlocked.Increment(ref _told);
        _othersWant = types.ToFrozenSet(StringComparer.Ordinal);
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_reference is not { } reference)
            return;
        try
        {
            await Topic.LeaveAsync(_id).WaitAsync(LeaveLimit, _time, cancellationToken);
            _grains.DeleteObjectReference<IEventObserver>(reference);
        }
        catch (Exception exception)
        {
            // The topic forgets this silo all the same, when it does not renew.
            LogNotLeft(_logger, exception);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _renewNow.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(KeepRenewingAsync(stoppingToken), KeepSendingAsync(stoppingToken));

    private async Task KeepRenewingAsync(CancellationToken stoppingToken)
    {
        var wait = new EventDelay(_time);
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = await TryRenewAsync(stoppingToken);
            await wait.UntilAsync(_renewNow, done ? _options.RenewInterval : Shorter(RetryDelay, _options.RenewInterval), stoppingToken);
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken stoppingToken)
    {
        try
        {
            _reference ??= _grains.CreateObjectReference<IEventObserver>(this);
            var told = Volatile.Read(ref _told);
            var wanted = await Topic.RenewAsync(_id, _reference, _bus.Wanted);
            // News that came meanwhile may be older or newer than the answer; only another answer tells.
            if (Volatile.Read(ref _told) == told)
                _othersWant = wanted.ToFrozenSet(StringComparer.Ordinal);
            else
                WantedChanged();
            return true;
        }
        catch (Exception exception)
        {
            // The silo is only just starting, the topic is moving, or all is going down: tried again as long as there is somebody to try.
            if (!stoppingToken.IsCancellationRequested)
                LogNotRenewed(_logger, exception);
            return false;
        }
    }

    private async Task KeepSendingAsync(CancellationToken stoppingToken)
    {
        var batch = ImmutableArray.CreateBuilder<TradingEvent>();
        while (await _outgoing.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < _options.BatchSize && _outgoing.Reader.TryRead(out var next))
            {
                if (IsWanted(next))
                    batch.Add(next);
            }

            if (batch.Count > 0)
                await SendAsync(new EventBatch(_id, ++_number, batch.ToImmutable()), stoppingToken);
            batch.Clear();
        }
    }

    private async Task SendAsync(EventBatch batch, CancellationToken stoppingToken)
    {
        try
        {
            if (!await Topic.PublishAsync(batch))
                WantedChanged();
        }
        catch (Exception exception)
        {
            // Whether they came is not known, so they are not sent again. The next batch may fare better.
            _bus.DroppedByRelay(batch.Events.Length);
            if (!stoppingToken.IsCancellationRequested)
                LogNotSent(_logger, batch.Events.Length, exception);
        }
    }

    private bool IsWanted(TradingEvent tradingEvent) =>
        _othersWant is not { } wanted || (wanted.Count > 0 && EventTypeNames.ChainOf(tradingEvent).Any(wanted.Contains));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(4421, LogLevel.Warning, "The event topic did not answer; other silos' events may be missed until it does")]
    private static partial void LogNotRenewed(ILogger logger, Exception exception);

    [LoggerMessage(4422, LogLevel.Warning, "{Count} events may not have reached the other silos")]
    private static partial void LogNotSent(ILogger logger, int count, Exception exception);

    [LoggerMessage(4423, LogLevel.Debug, "The event topic could not be left")]
    private static partial void LogNotLeft(ILogger logger, Exception exception);
}
