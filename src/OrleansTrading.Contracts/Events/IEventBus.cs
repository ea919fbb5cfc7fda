namespace OrleansTrading.Contracts.Events;

/// <summary>
/// Tells what has happened to every subscriber on every silo. A subscriber gets each event at most once and in the order in which one
/// publisher published; one that is too slow loses events, which are counted, and holds nobody up. What must not be lost is stored
/// before it is published.
/// </summary>
public interface IEventBus
{
    /// <summary>Tells an event. Never blocks and never throws for a subscriber's sake.</summary>
    void Publish(TradingEvent tradingEvent);

    /// <summary>
    /// Calls <paramref name="handler"/> for every <typeparamref name="T"/> and whatever derives from it, one at a time, until the
    /// subscription is disposed. A handler that throws is logged and counted, and gets the next event all the same.
    /// </summary>
    /// <param name="name">Who subscribes, for logs and metrics.</param>
    /// <param name="handler">Called on no particular thread.</param>
    /// <param name="capacity">Events that wait at most; beyond it the oldest is dropped and counted.</param>
    IEventSubscription Subscribe<T>(string name, Func<T, CancellationToken, ValueTask> handler, int capacity = 1024)
        where T : TradingEvent;
}
