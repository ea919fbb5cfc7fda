using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>A subscription as the bus sees it.</summary>
internal interface IEventSubscriber : IEventSubscription
{
    string Name { get; }

    /// <summary>Events of this type and of those that derive from it are wanted.</summary>
    Type EventType { get; }

    /// <summary>Takes an event that is of <see cref="EventType"/>. Never blocks.</summary>
    void Offer(TradingEvent tradingEvent);
}
