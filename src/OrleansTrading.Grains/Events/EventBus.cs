using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>The bus of one silo. Subscribers here are served directly.</summary>
internal sealed class EventBus(ILogger<EventBus> logger) : IEventBus, IAsyncDisposable
{
    private readonly Lock _changing = new();
    private volatile EventRoutes _routes = EventRoutes.None;

    public void Publish(TradingEvent tradingEvent)
    {
        ArgumentNullException.ThrowIfNull(tradingEvent);
        Deliver(tradingEvent);
    }

    public IEventSubscription Subscribe<T>(string name, Func<T, CancellationToken, ValueTask> handler, int capacity = 1024)
        where T : TradingEvent
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var subscription = new EventSubscription<T>(name, handler, capacity, Remove, logger);
        lock (_changing)
            _routes = _routes.With(subscription);
        return subscription;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscriber in _routes.Subscribers)
            await subscriber.DisposeAsync();
    }

    private void Deliver(TradingEvent tradingEvent)
    {
        foreach (var subscriber in _routes.For(tradingEvent.GetType()))
            subscriber.Offer(tradingEvent);
    }

    private void Remove(IEventSubscriber subscriber)
    {
        lock (_changing)
            _routes = _routes.Without(subscriber);
    }
}
