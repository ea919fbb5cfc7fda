using Orleans.Runtime;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Grains.Events;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Events.EventCluster;
using static OrleansTrading.Grains.Tests.Events.Happenings;

namespace OrleansTrading.Grains.Tests.Events;

public sealed class EventRelayTests
{
    [Fact]
    public async Task Publish_TwoSilos_EachSubscriberOnEachGetsEachEventOnceAndInOrder()
    {
        await using var cluster = await EventCluster.StartAsync(2);
        var buses = cluster.Cluster.Silos.Select(cluster.BusOf).ToList();
        EventLog[] logs = [new(), new(), new()];
        buses[0].Subscribe<TradingEvent>("zero", logs[0].HandleAsync, 10_000);
        buses[1].Subscribe<WatchlistChanged>("one", logs[1].HandleAsync, 10_000);
        buses[1].Subscribe<AlertChanged>("one again", logs[2].HandleAsync, 10_000);
        await ConnectAsync(buses[0], logs[1], "there");
        await ConnectAsync(buses[1], logs[0], "back");

        for (var i = 0; i < 1000; i++)
        {
            buses[0].Publish(List(i, "from zero"));
            buses[1].Publish(List(i, "from one"));
            buses[0].Publish(Alert(i));
        }

        var numbers = Enumerable.Range(0, 1000).Select(i => (long)i).ToList();
        await logs[0].WhenAsync(events => events.Count(one => one.Time >= 0) >= 3000);
        await logs[1].WhenAsync(events => events.Count(one => one.Time >= 0) >= 2000);
        await logs[2].WhenCountAsync(1000);
        foreach (var log in logs[..2])
        {
            TimesOf(log, "from zero").ShouldBe(numbers);
            TimesOf(log, "from one").ShouldBe(numbers);
        }

        logs[2].Events.Select(one => one.Time).ShouldBe(numbers);
        logs[0].Events.OfType<AlertChanged>().Select(one => one.Time).ShouldBe(numbers);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20260103)]
    public async Task Publish_MoreThanTheQueuesHold_LosesSomeButRepeatsAndReordersNone(int seed)
    {
        const int Each = 4000;
        var random = new Random(seed);
        await using var cluster = await EventCluster.StartAsync(2, options => (options.QueueCapacity, options.BatchSize) = (16, random.Next(1, 8)));
        var buses = cluster.Cluster.Silos.Select(cluster.BusOf).ToList();
        EventLog[] logs = [new(), new()];
        for (var i = 0; i < 2; i++)
            buses[i].Subscribe<WatchlistChanged>($"log {i}", logs[i].HandleAsync, capacity: 100_000);
        await ConnectAsync(buses[0], logs[1], "there");
        await ConnectAsync(buses[1], logs[0], "back");
        var visits = Enumerable.Range(0, 50).Select(_ => random.Next(2)).ToList();

        var publishing = Task.WhenAll(Enumerable.Range(0, 4).Select(publisher => Task.Run(() =>
        {
            for (var i = 0; i <= Each; i++)
                buses[publisher % 2].Publish(List(i, $"publisher {publisher}"));
        })));
        foreach (var silo in visits)
        {
            await using var visitor = buses[silo].Subscribe<TradingEvent>("visitor", static (_, _) => ValueTask.CompletedTask);
            await Task.Yield();
        }

        await publishing.WaitAsync(Limit, TimeProvider.System);
        await ConnectAsync(buses[0], logs[1], "there again");
        await ConnectAsync(buses[1], logs[0], "back again");
        for (var publisher = 0; publisher < 4; publisher++)
        {
            foreach (var log in logs)
            {
                var times = TimesOf(log, $"publisher {publisher}").ToList();
                times.Zip(times.Skip(1)).All(pair => pair.First < pair.Second).ShouldBeTrue($"seed {seed}, publisher {publisher}");
            }

            TimesOf(logs[publisher % 2], $"publisher {publisher}").Count().ShouldBe(Each + 1, $"seed {seed}: nothing is lost within a silo");
        }
    }

    [Fact]
    public async Task Publish_NobodyElsewhereWantsIt_DoesNotLeaveTheSilo()
    {
        await using var cluster = await EventCluster.StartAsync(2);
        var buses = cluster.Cluster.Silos.Select(cluster.BusOf).ToList();
        var (here, there) = (new EventLog(), new EventLog());
        buses[0].Subscribe<TradingEvent>("here", here.HandleAsync);
        var wanting = buses[1].Subscribe<WatchlistChanged>("there", there.HandleAsync);
        await ConnectAsync(buses[0], there, "up");
        await wanting.DisposeAsync();
        var before = there.Events.Count;
        buses[0].Publish(List(5));
        await here.WhenAsync(events => events.Any(one => one.Time == 5));

        // Who comes back hears of what is published from then on.
        var again = new EventLog();
        buses[1].Subscribe<AlertChanged>("alerts", again.HandleAsync);
        await Eventually.TrueAsync(
            () =>
            {
                buses[0].Publish(Alert(7));
                return Task.FromResult(again.Events.Count > 0);
            },
            Limit);
        there.Events.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Publish_AfterASiloWasKilled_TheOthersAreStillServed()
    {
        await using var cluster = await EventCluster.StartAsync(3);
        var silos = cluster.Cluster.Silos.ToList();
        var topic = await TopicSiloAsync(cluster);

        // The silo that goes is the one where the others meet: the worst there is.
        var (dying, left) = (silos.Single(silo => silo.SiloAddress.Equals(topic)), silos.Where(silo => !silo.SiloAddress.Equals(topic)).ToList());
        var (from, to) = (cluster.BusOf(left[0]), cluster.BusOf(left[1]));
        var (log, dead) = (new EventLog(), new EventLog());
        to.Subscribe<WatchlistChanged>("to", log.HandleAsync);
        cluster.BusOf(dying).Subscribe<WatchlistChanged>("dying", dead.HandleAsync);
        await ConnectAsync(from, log, "before");
        await ConnectAsync(from, dead, "before");
        await cluster.Cluster.KillSiloAsync(dying);

        await ConnectAsync(from, log, "after");
        from.Publish(List(1, "end"));
        await log.WhenAsync(events => events.Any(one => one.Time == 1));
        TimesOf(log, "end").ShouldBe([1]);
    }

    [Fact]
    public async Task Publish_AfterTheTopicForgotEverything_SilosRenewAndAreServedAgain()
    {
        await using var cluster = await EventCluster.StartAsync(2);
        var buses = cluster.Cluster.Silos.Select(cluster.BusOf).ToList();
        var log = new EventLog();
        buses[1].Subscribe<WatchlistChanged>("one", log.HandleAsync);
        await ConnectAsync(buses[0], log, "before");
        var topic = cluster.Cluster.Client.GetGrain<IEventTopicGrain>(IEventTopicGrain.Key);
        await cluster.Cluster.DeactivateAsync(topic);
        await ConnectAsync(buses[0], log, "after");
    }

    [Fact]
    public async Task Topic_ObserverThatFails_IsLeftAndServedAgainOnceItRenews()
    {
        await using var cluster = await EventCluster.StartAsync(1);
        var client = cluster.Cluster.Client;
        var topic = client.GetGrain<IEventTopicGrain>(IEventTopicGrain.Key);
        var (bad, good) = (new Observer { Fails = true }, new Observer());
        var (badReference, goodReference) = (client.CreateObjectReference<IEventObserver>(bad), client.CreateObjectReference<IEventObserver>(good));
        string[] wanted = [EventTypeNames.Of(typeof(TradingEvent))];
        await topic.RenewAsync("bad", badReference, [.. wanted]);
        await topic.RenewAsync("good", goodReference, [.. wanted]);
        await topic.PublishAsync(new EventBatch("x", 1, [List(1)]));
        await topic.PublishAsync(new EventBatch("x", 2, [List(2)]));
        await good.Log.WhenCountAsync(2);
        await bad.Failed.Task.WaitAsync(Limit, TimeProvider.System);
        bad.Fails = false;

        // It may take a moment until its failure has come back; from then on it is not known.
        await Eventually.TrueAsync(async () => !await topic.PublishAsync(new EventBatch("bad", 1, [])), Limit);
        await topic.RenewAsync("bad", badReference, [.. wanted]);
        await topic.PublishAsync(new EventBatch("x", 3, [List(3)]));
        await bad.Log.WhenAsync(events => events.Any(one => one.Time == 3));
        await good.Log.WhenCountAsync(3);
        GC.KeepAlive(bad);
        GC.KeepAlive(good);
    }

    [Fact]
    public async Task Topic_SiloThatDoesNotRenew_IsForgottenUntilItDoes()
    {
        await using var cluster = await EventCluster.StartAsync(1, options => options.ExpireAfter = TimeSpan.FromMilliseconds(500));
        var client = cluster.Cluster.Client;
        var topic = client.GetGrain<IEventTopicGrain>(IEventTopicGrain.Key);
        var silent = new Observer();
        var reference = client.CreateObjectReference<IEventObserver>(silent);
        string[] wanted = [EventTypeNames.Of(typeof(WatchlistChanged))];
        await topic.RenewAsync("silent", reference, [.. wanted]);
        await Eventually.TrueAsync(async () => !await topic.PublishAsync(new EventBatch("silent", 1, [])), Limit);
        var heard = silent.Log.Events.Count;
        await topic.PublishAsync(new EventBatch("x", 1, [List(1)]));
        await topic.RenewAsync("silent", reference, [.. wanted]);
        await topic.PublishAsync(new EventBatch("x", 2, [List(2)]));
        await silent.Log.WhenAsync(events => events.Any(one => one.Time == 2));
        silent.Log.Events.Skip(heard).Select(one => one.Time).ShouldBe([2]);
        GC.KeepAlive(silent);
    }

    [Fact]
    public void Sequence_LateOrRepeatedBatch_IsNotTaken()
    {
        var sequence = new EventSequence();
        sequence.IsNext("a", 1).ShouldBeTrue();
        sequence.IsNext("a", 3).ShouldBeTrue();
        sequence.IsNext("a", 2).ShouldBeFalse();
        sequence.IsNext("a", 3).ShouldBeFalse();
        sequence.IsNext("b", 1).ShouldBeTrue();
        for (var i = 0; i < EventSequence.MostPublishers; i++)
            sequence.IsNext($"other {i}", 1).ShouldBeTrue();
        sequence.IsNext("other 200", 1).ShouldBeFalse();
        sequence.IsNext("a", 3).ShouldBeTrue("one that was not heard of for long is forgotten");
    }

    private static IEnumerable<long> TimesOf(EventLog log, string publisher) =>
        log.Events.OfType<WatchlistChanged>().Where(one => one.Watchlist == publisher).Select(one => one.Time);

    private static async Task<SiloAddress> TopicSiloAsync(EventCluster cluster)
    {
        var management = cluster.Cluster.Client.GetGrain<IManagementGrain>(0);
        var found = await Eventually.GetAsync(
            async () => (await management.GetDetailedGrainStatistics()).FirstOrDefault(row => row.GrainType.Contains(nameof(EventTopicGrain), StringComparison.OrdinalIgnoreCase)
                || row.GrainId.Key.ToString() == IEventTopicGrain.Key)?.SiloAddress,
            address => address is not null, Limit);
        return found!;
    }

    private sealed class Observer : IEventObserver
    {
        public EventLog Log { get; } = new();

        public bool Fails { get; set; }

        public TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task ReceiveAsync(EventBatch batch)
        {
            if (Fails)
            {
                Failed.TrySetResult();
                throw new InvalidOperationException("made up");
            }

            foreach (var one in batch.Events)
                await Log.HandleAsync(one, CancellationToken.None);
        }

        public Task OthersWantAsync(System.Collections.Immutable.ImmutableArray<string> types) => Task.CompletedTask;
    }
}
