using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>Whom events of one type reach, and how many were published.</summary>
internal sealed class EventRoute(IEventSubscriber[] subscribers, EventTally published)
{
    /// <summary>Counts an event that was published here.</summary>
    public void Count() => published.Add();

    public void Deliver(TradingEvent tradingEvent)
    {
        foreach (var subscriber in subscribers)
            subscriber.Offer(tradingEvent);
    }
}

/// <summary>A count that any thread may raise.</summary>
internal sealed class EventTally
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add(int count = 1) => Interlocked.Add(ref _count, count);
}
