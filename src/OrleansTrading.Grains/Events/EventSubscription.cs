using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>One subscriber: its queue, and the loop that hands it one event after another. The loop runs on the thread pool.</summary>
internal sealed partial class EventSubscription<T> : IEventSubscriber
    where T : TradingEvent
{
    /// <summary>The subscription whose handler the current flow of control is in.</summary>
    private static readonly AsyncLocal<EventSubscription<T>?> Handling = new();

    private readonly Func<T, CancellationToken, ValueTask> _handler;
    private readonly Action<IEventSubscriber> _ended;
    private readonly ILogger _logger;
    private readonly Channel<T> _queue;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private int _disposed;
    private long _handled;
    private long _dropped;
    private long _failed;

    public EventSubscription(
        string name, Func<T, CancellationToken, ValueTask> handler, int capacity, Action<IEventSubscriber> ended, ILogger logger)
    {
        (Name, _handler, _ended, _logger) = (name, handler, ended, logger);
        _queue = Channel.CreateBounded<T>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, OnDropped);
        // The loop belongs to nobody: neither to the grain nor to the request that happens to subscribe.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public string Name { get; }

    public Type EventType => typeof(T);

    public long Handled => Interlocked.Read(ref _handled);

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Failed => Interlocked.Read(ref _failed);

    public void Offer(TradingEvent tradingEvent) => _queue.Writer.TryWrite((T)tradingEvent);

    /// <remarks>A handler that disposes its own subscription does not wait for itself.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _queue.Writer.TryComplete();
            await _stopping.CancelAsync();
        }

        if (Handling.Value != this)
            await _loop;
    }

    /// <remarks>Told as ended by its loop, whose last handler may yet fail when the subscription is already given up: then the counts are final.</remarks>
    private async Task RunAsync()
    {
        Handling.Value = this;
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                while (Volatile.Read(ref _disposed) == 0 && _queue.Reader.TryRead(out var next))
                    await HandleAsync(next);
                if (Volatile.Read(ref _disposed) != 0)
                    return;
            }
        }
        finally
        {
            _ended(this);
        }
    }

    private async ValueTask HandleAsync(T next)
    {
        _handled++;
        try
        {
            await _handler(next, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Unsubscribed in the middle of it.
        }
        catch (Exception exception)
        {
            // Whatever a subscriber throws is its own trouble: neither the publisher's nor the next event's.
            Interlocked.Increment(ref _failed);
            LogFailed(_logger, Name, next.GetType().Name, exception);
        }
    }

    /// <remarks>Told of at 1, 2, 4, 8 and so on: a slow subscriber must not fill the log too.</remarks>
    private void OnDropped(T dropped)
    {
        var total = Interlocked.Increment(ref _dropped);
        if (long.IsPow2(total))
            LogDropped(_logger, Name, total);
    }
}
