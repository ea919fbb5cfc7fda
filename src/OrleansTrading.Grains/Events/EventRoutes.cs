using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace OrleansTrading.Grains.Events;

/// <summary>Who wants what, at one moment. What a type's events reach is worked out once and remembered.</summary>
internal sealed class EventRoutes(ImmutableArray<IEventSubscriber> subscribers)
{
    public static readonly EventRoutes None = new([]);

    private readonly ConcurrentDictionary<Type, IEventSubscriber[]> _byType = new();

    public ImmutableArray<IEventSubscriber> Subscribers => subscribers;

    public IEventSubscriber[] For(Type eventType) =>
        _byType.TryGetValue(eventType, out var known)
            ? known
            : _byType.GetOrAdd(eventType, type => [.. subscribers.Where(subscriber => subscriber.EventType.IsAssignableFrom(type))]);

    public EventRoutes With(IEventSubscriber subscriber) => new(subscribers.Add(subscriber));

    public EventRoutes Without(IEventSubscriber subscriber) => new(subscribers.Remove(subscriber));
}
