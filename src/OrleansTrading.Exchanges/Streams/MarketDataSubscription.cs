using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>One sink's streams of one instrument.</summary>
internal sealed class MarketDataSubscription(
    InstrumentId instrument, IReadOnlyList<(string Name, StreamSubscriber Subscriber)> parts, MarketStreams owner, TimeProvider time)
    : IMarketDataSubscription
{
    public InstrumentId Instrument => instrument;

    public IReadOnlyList<StreamHealthSnapshot> GetHealth()
    {
        var now = time.GetElapsedTime(0);
        var health = new StreamHealthSnapshot[parts.Count];
        for (var index = 0; index < health.Length; index++)
            health[index] = parts[index].Subscriber.Health.Snapshot(now);
        return health;
    }

    public ValueTask DisposeAsync()
    {
        // Closing comes first: it frees a reader that waits for this sink's room.
        foreach (var (_, subscriber) in parts)
            subscriber.Dispose();
        foreach (var (name, subscriber) in parts)
            owner.Detach(name, subscriber);
        return ValueTask.CompletedTask;
    }
}
