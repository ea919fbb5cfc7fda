using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.StreamWatch;

public sealed class SymbolStreamHistoryTests
{
    private const long Now = 1_767_225_600_000;
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("fake:BTCUSDT");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task GetStreamHistory_StreamsChange_TellsItBeforeAndAfterItIsStored()
    {
        var store = new FailingHistoryStore(new MemoryStreamHistoryStore());
        await using var cluster = await StartAsync(store);
        var subscription = await FollowAsync(cluster);

        subscription.SetHealth(StreamKind.Trade, new(StreamKind.Trade, StreamState.Live, TimeSpan.Zero, 0));
        await ToldAsync(cluster, "Waiting>Waiting began following", "Waiting>Live ");
        subscription.SetHealth(StreamKind.Trade, new(StreamKind.Trade, StreamState.Stalled, TimeSpan.FromSeconds(9), 0) { LastAction = "asked for again" });
        await ToldAsync(cluster, "Waiting>Waiting began following", "Waiting>Live ", "Live>Stalled no data for 9 s; asked for again");

        await Eventually.TrueAsync(() => Task.FromResult(store.Batches.Sum() >= 4), Limit);
        var all = await cluster.Symbol(Bitcoin).GetStreamHistoryAsync(0, long.MaxValue);
        all.Transitions.Select(change => (change.Kind, change.At)).ShouldBeUnique();
        all.Transitions.Select(change => change.At).ShouldBeInOrder();

        // From a moment on: what stood then comes first.
        var stalled = all.Transitions.Single(change => change.To == StreamState.Stalled);
        var later = await cluster.Symbol(Bitcoin).GetStreamHistoryAsync(stalled.At + 1, long.MaxValue);
        later.Transitions.Count(change => change.Kind == StreamKind.Trade).ShouldBe(1);
        later.Transitions.ShouldContain(stalled);
        var before = await cluster.Symbol(Bitcoin).GetStreamHistoryAsync(0, stalled.At - 1);
        before.Transitions.ShouldNotContain(stalled);
    }

    [Fact]
    public async Task Release_StreamsWereFollowed_TheirHistoryEndsWithIt()
    {
        var store = new FailingHistoryStore(new MemoryStreamHistoryStore());
        await using var cluster = await StartAsync(store);
        var subscription = await FollowAsync(cluster);
        subscription.SetHealth(StreamKind.Trade, new(StreamKind.Trade, StreamState.Live, TimeSpan.Zero, 0));
        await ToldAsync(cluster, "Waiting>Waiting began following", "Waiting>Live ");

        await cluster.Symbol(Bitcoin).ReleaseAsync();
        string[] past = ["Waiting>Waiting began following", "Waiting>Live ", "Live>Waiting stopped following"];
        await ToldAsync(cluster, past);
        cluster.Service<FollowedStreams>().All.ShouldBeEmpty();

        // Another activation goes on where that one ended.
        await FollowAsync(cluster);
        await ToldAsync(cluster, [.. past, "Waiting>Waiting began following"]);
    }

    [Fact]
    public async Task StopSilo_ChangesNotYetWritten_AreWrittenOnTheWayOut()
    {
        var store = new FailingHistoryStore(new MemoryStreamHistoryStore());
        await using (var cluster = await StartAsync(store))
        {
            await FollowAsync(cluster);
            await ToldAsync(cluster, "Waiting>Waiting began following");
        }

        var last = await store.ListLastAsync(Bitcoin, long.MaxValue, TestContext.Current.CancellationToken);
        last.ShouldNotBeEmpty();
        last.ShouldAllBe(change => !change.IsWatched);
    }

    [Fact]
    public async Task GetStreamHistory_StoreCannotBeRead_SaysSo()
    {
        var store = new FailingHistoryStore(new MemoryStreamHistoryStore()) { IsFull = true };
        await using var cluster = await StartAsync(store);
        (await Should.ThrowAsync<HistoryUnavailableException>(() => cluster.Symbol(Bitcoin).GetStreamHistoryAsync(0, 1))).Message.ShouldContain("stream history");
        await Should.ThrowAsync<ArgumentException>(() => cluster.Symbol(Bitcoin).GetStreamHistoryAsync(2, 1));
    }

    private static Task<MarketCluster> StartAsync(IStreamHistoryStore store) => MarketCluster.StartAsync(
        new FakeVenue(Now), services: services => services.AddSingleton(store));

    private static async Task<FakeSubscription> FollowAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Bitcoin).EnsureLiveAsync();
        return cluster.Venue.SubscriptionOf(Bitcoin).ShouldNotBeNull();
    }

    private static Task ToldAsync(MarketCluster cluster, params string[] expected) => Eventually.GetAsync(
        async () => (await cluster.Symbol(Bitcoin).GetStreamHistoryAsync(0, long.MaxValue)).Transitions
            .Where(change => change.Kind == StreamKind.Trade).Select(change => $"{change.From}>{change.To} {change.Reason}").ToArray(),
        told => told.SequenceEqual(expected), Limit, describe: told => string.Join(", ", told));
}
