using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Grains.Events;
using static OrleansTrading.Grains.Tests.Events.Happenings;

namespace OrleansTrading.Grains.Tests.Events;

public sealed class EventBusTests : IAsyncDisposable
{
    private readonly EventBus _bus = new(NullLogger<EventBus>.Instance);

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Subscribe_AfterItsSiloHasStopped_HarmsNobody()
    {
        IEventBus bus;
        await using (var cluster = await EventCluster.StartAsync(1))
            bus = cluster.BusOf(cluster.Cluster.Silos[0]);

        var subscription = bus.Subscribe<TradingEvent>("late", new EventLog().HandleAsync);
        await subscription.DisposeAsync();

        subscription.Handled.ShouldBe(0);
    }

    [Fact]
    public async Task Publish_SeveralSubscribers_EachGetsWhatItWantsInOrder()
    {
        var (all, lists, alerts) = (new EventLog(), new EventLog(), new EventLog());
        _bus.Subscribe<TradingEvent>("all", all.HandleAsync);
        _bus.Subscribe<WatchlistChanged>("lists", lists.HandleAsync);
        _bus.Subscribe<AlertChanged>("alerts", alerts.HandleAsync);
        TradingEvent[] published = [List(1), Alert(2), List(3), Alert(4)];
        foreach (var one in published)
            _bus.Publish(one);

        await all.WhenCountAsync(4);
        await lists.WhenCountAsync(2);
        await alerts.WhenCountAsync(2);
        all.Events.ShouldBe(published);
        lists.Events.ShouldBe([published[0], published[2]]);
        alerts.Events.ShouldBe([published[1], published[3]]);
    }

    [Fact]
    public async Task Publish_OneHandlerThrows_OthersAndItsNextEventsAreServed()
    {
        var (good, bad) = (new EventLog(), new EventLog());
        var failing = _bus.Subscribe<WatchlistChanged>("bad", async (one, token) =>
        {
            await bad.HandleAsync(one, token);
            throw one.Time % 2 == 0 ? new InvalidOperationException("made up") : new OperationCanceledException("made up");
        });
        _bus.Subscribe<WatchlistChanged>("good", good.HandleAsync);
        for (var i = 0; i < 10; i++)
            _bus.Publish(List(i));

        await good.WhenCountAsync(10);
        await bad.WhenCountAsync(10);
        await failing.DisposeAsync();
        failing.Failed.ShouldBe(10);
        failing.Handled.ShouldBe(10);
    }

    [Fact]
    public async Task Publish_SubscriberIsTooSlow_OldestAreDroppedAndCountedAndNobodyIsHeldUp()
    {
        var (slow, quick) = (new EventLog(), new EventLog());
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var subscription = _bus.Subscribe<WatchlistChanged>("slow", async (one, token) =>
        {
            begun.TrySetResult();
            await goOn.Task;
            await slow.HandleAsync(one, token);
        }, capacity: 4);
        _bus.Subscribe<WatchlistChanged>("quick", quick.HandleAsync);
        _bus.Publish(List(0));
        await begun.Task.WaitAsync(Limit, TimeProvider.System);
        for (var i = 1; i <= 100; i++)
            _bus.Publish(List(i));

        await quick.WhenCountAsync(101);
        subscription.Dropped.ShouldBe(96);
        goOn.SetResult();
        await slow.WhenCountAsync(5);
        slow.Events.Select(one => one.Time).ShouldBe([0, 97, 98, 99, 100]);
    }

    [Fact]
    public async Task Dispose_Subscription_HandlerIsCalledNoMore()
    {
        var (left, stayed) = (new EventLog(), new EventLog());
        var leaving = _bus.Subscribe<WatchlistChanged>("left", left.HandleAsync);
        _bus.Subscribe<WatchlistChanged>("stayed", stayed.HandleAsync);
        _bus.Publish(List(1));
        await left.WhenCountAsync(1);
        await leaving.DisposeAsync();
        await leaving.DisposeAsync();
        _bus.Publish(List(2));
        await stayed.WhenCountAsync(2);
        left.Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_WhileTheHandlerRuns_WaitsForItAndCancelsIt()
    {
        var begun = new TaskCompletionSource();
        var ended = false;
        var subscription = _bus.Subscribe<WatchlistChanged>("running", async (_, token) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
            finally
            {
                ended = true;
            }
        });
        _bus.Publish(List(1));
        await begun.Task.WaitAsync(Limit, TimeProvider.System);
        await subscription.DisposeAsync().AsTask().WaitAsync(Limit, TimeProvider.System);
        ended.ShouldBeTrue();
        subscription.Failed.ShouldBe(0);
    }

    [Fact]
    public async Task Dispose_FromItsOwnHandler_DoesNotWaitForItself()
    {
        var log = new EventLog();
        IEventSubscription subscription = null!;
        var made = new TaskCompletionSource();
        subscription = _bus.Subscribe<WatchlistChanged>("once", async (one, token) =>
        {
            await made.Task;
            await subscription.DisposeAsync();
            await log.HandleAsync(one, token);
        });
        made.SetResult();
        _bus.Publish(List(1));
        _bus.Publish(List(2));
        await log.WhenCountAsync(1);
        await subscription.DisposeAsync().AsTask().WaitAsync(Limit, TimeProvider.System);
        log.Events.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Dispose_BeforeTheHandlerFails_ItsFailureIsCounted()
    {
        IEventSubscription subscription = null!;
        var disposed = new TaskCompletionSource();
        subscription = _bus.Subscribe<WatchlistChanged>("failing", async (_, _) =>
        {
            await subscription.DisposeAsync();
            disposed.SetResult();
            throw new InvalidOperationException("made up");
        });
        _bus.Publish(List(1));
        await disposed.Task.WaitAsync(Limit, TimeProvider.System);
        await subscription.DisposeAsync().AsTask().WaitAsync(Limit, TimeProvider.System);
        _bus.CountSubscribers()["failing"].ShouldBe(new SubscriberCounts(Handled: 1, Dropped: 0, Failed: 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20260102)]
    public async Task Publish_ManyPublishersWhileOthersComeAndGo_KeepsEachOnesOrderWithoutDuplicates(int seed)
    {
        const int Publishers = 4, Each = 5000;
        var random = new Random(seed);
        var steady = new EventLog();
        _bus.Subscribe<WatchlistChanged>("steady", steady.HandleAsync, capacity: Publishers * Each);
        var small = new EventLog();
        var lossy = _bus.Subscribe<WatchlistChanged>("lossy", small.HandleAsync, capacity: 16);
        var visits = Enumerable.Range(0, 200).Select(_ => random.Next(1, 50)).ToList();
        var publishing = Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                _bus.Publish(List(i, $"{publisher}"));
        })));
        foreach (var capacity in visits)
        {
            var visitor = new EventLog();
            await using (_bus.Subscribe<TradingEvent>("visitor", visitor.HandleAsync, capacity))
                await Task.Yield();
            ShouldBeInOrder(visitor.Events, $"seed {seed}");
        }

        await publishing.WaitAsync(Limit, TimeProvider.System);
        await steady.WhenCountAsync(Publishers * Each);
        ShouldBeInOrder(steady.Events, $"seed {seed}");
        steady.Events.Count.ShouldBe(Publishers * Each);
        await small.WhenAsync(events => events.Count + lossy.Dropped == Publishers * Each);
        ShouldBeInOrder(small.Events, $"seed {seed}");
    }

    [Fact]
    public async Task Metrics_OfPublishing_CountAllThatHappened()
    {
        var log = new EventLog();
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        await using var bus = new EventBus(NullLogger<EventBus>.Instance);
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "OrleansTrading.Events")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[$"{instrument.Name}/{tags[0].Value}"] = value);
        await using (bus.Subscribe<Counted>("metrics-test", async (one, token) =>
        {
            await log.HandleAsync(one, token);
            throw new InvalidOperationException("made up");
        }))
        {
            bus.Publish(new Counted(1));
            bus.Publish(new Counted(2));
            await log.WhenCountAsync(2);
        }

        listener.Start();
        listener.RecordObservableInstruments();
        seen["orleanstrading.events.published/Counted"].ShouldBe(2);
        seen["orleanstrading.events.delivered/metrics-test"].ShouldBe(2);
        seen["orleanstrading.events.failed/metrics-test"].ShouldBe(2);
        seen["orleanstrading.events.dropped/metrics-test"].ShouldBe(0);
    }

    private static void ShouldBeInOrder(IReadOnlyList<TradingEvent> events, string context)
    {
        foreach (var publisher in events.Cast<WatchlistChanged>().GroupBy(one => one.Watchlist))
        {
            var times = publisher.Select(one => one.Time).ToList();
            times.Zip(times.Skip(1)).All(pair => pair.First < pair.Second).ShouldBeTrue($"{context}, publisher {publisher.Key}");
        }
    }

    /// <summary>Other tests' buses tell their metrics by the same names; this one's events are of a type of their own.</summary>
    private sealed record Counted(long Time) : TradingEvent(Time);
}
