using System.Collections.Concurrent;
using System.Threading.Channels;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>One bus for all silos of a test. Subscribers are called by the publisher; ends of runs can be waited for.</summary>
internal sealed class RecordingEventBus : IEventBus
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();
    private readonly Channel<JobRun> _ended = Channel.CreateUnbounded<JobRun>();

    /// <summary>Whether subscribers are told; the recording goes on in any case.</summary>
    public bool IsDeaf { get; set; }

    public async Task<JobRun> EndedAsync() => await _ended.Reader.ReadAsync().AsTask().WaitAsync(JobCluster.Limit);

    public void Publish(TradingEvent tradingEvent)
    {
        if (tradingEvent is JobRunFinished finished)
            _ended.Writer.TryWrite(finished.Run);
        foreach (var subscription in IsDeaf ? [] : _subscriptions.Keys)
            subscription.Handle(tradingEvent);
    }

    public IEventSubscription Subscribe<T>(string name, Func<T, CancellationToken, ValueTask> handler, int capacity = 1024)
        where T : TradingEvent
    {
        var subscription = new Subscription(this, tradingEvent =>
        {
            if (tradingEvent is T wanted)
                _ = handler(wanted, CancellationToken.None).AsTask();
        });
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    private sealed class Subscription(RecordingEventBus bus, Action<TradingEvent> handle) : IEventSubscription
    {
        public long Handled { get; private set; }

        public long Dropped => 0;

        public long Failed => 0;

        public void Handle(TradingEvent tradingEvent)
        {
            Handled++;
            handle(tradingEvent);
        }

        public ValueTask DisposeAsync()
        {
            bus._subscriptions.TryRemove(this, out _);
            return ValueTask.CompletedTask;
        }
    }
}
