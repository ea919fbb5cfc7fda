using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace OrleansTrading.Grains.Events;

/// <summary>Who wants what, at one moment. What a type's events reach is worked out once and remembered.</summary>
internal sealed class EventRoutes(ImmutableArray<IEventSubscriber> subscribers, ConcurrentDictionary<Type, EventTally> published)
{
    private readonly ConcurrentDictionary<Type, EventRoute> _byType = new();

    public ImmutableArray<IEventSubscriber> Subscribers => subscribers;

    public EventRoute For(Type eventType) => _byType.TryGetValue(eventType, out var known) ? known : _byType.GetOrAdd(eventType, Make);

    public EventRoutes With(IEventSubscriber subscriber) => new(subscribers.Add(subscriber), published);

    public EventRoutes Without(IEventSubscriber subscriber) => new(subscribers.Remove(subscriber), published);

    private EventRoute Make(Type eventType) => new(
        [.. subscribers.Where(subscriber => subscriber.EventType.IsAssignableFrom(eventType))],
        published.GetOrAdd(eventType, static _ => new EventTally()));
}
