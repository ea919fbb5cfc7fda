namespace OrleansTrading.Grains.Events;

/// <summary>What became of a subscriber's events.</summary>
internal readonly record struct SubscriberCounts(long Handled, long Dropped, long Failed)
{
    public static SubscriberCounts Of(IEventSubscriber subscriber) => new(subscriber.Handled, subscriber.Dropped, subscriber.Failed);

    public static SubscriberCounts operator +(SubscriberCounts one, SubscriberCounts other) =>
        new(one.Handled + other.Handled, one.Dropped + other.Dropped, one.Failed + other.Failed);
}
