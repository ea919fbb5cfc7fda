using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>The bus of one silo. Subscribers here are served directly; the outlet takes events to the other silos.</summary>
internal sealed partial class EventBus : IEventBus, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _changing = new();
    private readonly ILogger _logger;
    private readonly EventMetrics _metrics;
    private readonly ConcurrentDictionary<Type, EventTally> _published = new();
    private readonly Dictionary<string, SubscriberCounts> _ended = new(StringComparer.Ordinal);
    private readonly EventTally _droppedByRelay = new();
    private readonly EventTally _droppedByTopic = new();
    private volatile EventRoutes _routes;
    private volatile IEventOutlet? _outlet;

    public EventBus(ILogger<EventBus> logger)
    {
        _logger = logger;
        _routes = new EventRoutes([], _published);
        _metrics = new EventMetrics(this);
    }

    /// <summary>The types that somebody here wants.</summary>
    public ImmutableArray<string> Wanted =>
        [.. _routes.Subscribers.Select(subscriber => EventTypeNames.Of(subscriber.EventType)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Events published here, by type.</summary>
    public IEnumerable<(Type Type, long Count)> Published => _published.Select(entry => (entry.Key, entry.Value.Count));

    /// <summary>Events that were lost on their way to or from other silos, by where.</summary>
    public IEnumerable<(string Where, long Count)> Lost => [("relay", _droppedByRelay.Count), ("topic", _droppedByTopic.Count)];

    public void Publish(TradingEvent tradingEvent)
    {
        ArgumentNullException.ThrowIfNull(tradingEvent);
        var route = _routes.For(tradingEvent.GetType());
        route.Count();
        route.Deliver(tradingEvent);
        _outlet?.Send(tradingEvent);
    }

    public IEventSubscription Subscribe<T>(string name, Func<T, CancellationToken, ValueTask> handler, int capacity = 1024)
        where T : TradingEvent
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var subscription = new EventSubscription<T>(name, handler, capacity, Remove, _logger);
        lock (_changing)
            _routes = _routes.With(subscription);
        _outlet?.WantedChanged();
        return subscription;
    }

    public void Connect(IEventOutlet outlet) => _outlet = outlet;

    /// <summary>Events of other silos, in order.</summary>
    public void DeliverAll(ImmutableArray<TradingEvent> events)
    {
        foreach (var tradingEvent in events)
            _routes.For(tradingEvent.GetType()).Deliver(tradingEvent);
    }

    public void DroppedByRelay(int count) => _droppedByRelay.Add(count);

    public void DroppedByTopic(int count) => _droppedByTopic.Add(count);

    /// <summary>What became of events, by the name of the subscriber, of those that have ended too.</summary>
    public IReadOnlyDictionary<string, SubscriberCounts> CountSubscribers()
    {
        lock (_changing)
        {
            var counts = new Dictionary<string, SubscriberCounts>(_ended, StringComparer.Ordinal);
            foreach (var subscriber in _routes.Subscribers)
                counts[subscriber.Name] = counts.GetValueOrDefault(subscriber.Name) + SubscriberCounts.Of(subscriber);
            return counts;
        }
    }

    /// <summary>Ends all subscriptions; does not wait for ever for a handler that heeds no cancellation.</summary>
    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        var subscribers = _routes.Subscribers;
        try
        {
            await Task.WhenAll(subscribers.Select(subscriber => subscriber.DisposeAsync().AsTask())).WaitAsync(EndLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            LogNotEnded(_logger, string.Join(", ", subscribers.Select(subscriber => subscriber.Name).Distinct()));
        }
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private void Remove(IEventSubscriber subscriber)
    {
        lock (_changing)
        {
            _routes = _routes.Without(subscriber);
            _ended[subscriber.Name] = _ended.GetValueOrDefault(subscriber.Name) + SubscriberCounts.Of(subscriber);
        }

        _outlet?.WantedChanged();
    }

    [LoggerMessage(4403, LogLevel.Warning, "Handlers of events still run although the silo stops; one of {Subscribers}")]
    private static partial void LogNotEnded(ILogger logger, string subscribers);
}
