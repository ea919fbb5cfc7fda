using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class SymbolInboxTests
{
    [Fact]
    public void SymbolInbox_ManyPosts_ScheduleOneDrain()
    {
        var drains = 0;
        var inbox = new SymbolInbox(64, () => drains++);

        inbox.TryPost(Trade(1));
        inbox.TryPost(Trade(2));

        drains.ShouldBe(1);
        inbox.Take().Length.ShouldBe(2);
        inbox.TryPost(Trade(3));
        drains.ShouldBe(2);
    }

    [Fact]
    public async Task SymbolInbox_Full_RefusesUntilTaken()
    {
        var inbox = new SymbolInbox(64, () => { });
        for (var i = 0; i < 64; i++)
            inbox.TryPost(Trade(i)).ShouldBeTrue();

        inbox.TryPost(Trade(64)).ShouldBeFalse();
        var room = inbox.WaitForRoomAsync(default).AsTask();
        room.IsCompleted.ShouldBeFalse();
        inbox.Take().Length.ShouldBe(64);
        await room.WaitAsync(TimeSpan.FromSeconds(10));
        inbox.TryPost(Trade(64)).ShouldBeTrue();
    }

    [Fact]
    public async Task SymbolInbox_Closed_TakesAndForgets()
    {
        var drains = 0;
        var inbox = new SymbolInbox(64, () => drains++);
        for (var i = 0; i < 64; i++)
            inbox.TryPost(Trade(i));
        var room = inbox.WaitForRoomAsync(default).AsTask();

        inbox.Close();

        await room.WaitAsync(TimeSpan.FromSeconds(10));
        inbox.TryPost(Trade(64)).ShouldBeTrue();
        inbox.Take().Length.ShouldBe(0);
        drains.ShouldBe(1);
    }

    [Fact]
    public void SymbolInbox_Gap_LiesBetweenTheEventsThatItParts()
    {
        var inbox = new SymbolInbox(64, () => { });
        inbox.TryPost(Trade(1));
        inbox.OnInterrupted(StreamKind.Trade);
        inbox.OnSubscribed(StreamKind.Trade);
        inbox.TryPost(Trade(2));

        inbox.Take().ToArray().Select(marketEvent => (marketEvent.IsInterruption, marketEvent.Kind, marketEvent.Id))
            .ShouldBe([(false, StreamKind.Trade, 1), (true, StreamKind.Trade, 0), (false, StreamKind.Trade, 2)]);
    }

    [Fact]
    public void SymbolInbox_FullAndInterruptedAgainAndAgain_HoldsOneMarkOfAKind()
    {
        var inbox = new SymbolInbox(64, () => { });
        for (var i = 0; i < 64; i++)
            inbox.TryPost(Trade(i)).ShouldBeTrue();
        for (var i = 0; i < 100; i++)
        {
            inbox.OnInterrupted(StreamKind.Trade);
            inbox.OnInterrupted(StreamKind.BookTicker);
        }

        inbox.TryPost(Trade(64)).ShouldBeFalse();
        inbox.Take().ToArray().Count(marketEvent => marketEvent.IsInterruption).ShouldBe(2);
        inbox.TryPost(Trade(64)).ShouldBeTrue();
    }

    [Fact]
    public void SymbolInbox_InterruptedAndSubscribedBetweenDrains_IsSeenAsANewSubscription()
    {
        var inbox = new SymbolInbox(64, () => { });
        inbox.OnSubscribed(StreamKind.Kline);
        var before = inbox.StateOf(StreamKind.Kline);

        inbox.OnInterrupted(StreamKind.Kline);
        inbox.OnSubscribed(StreamKind.Kline);

        var after = inbox.StateOf(StreamKind.Kline);
        after.IsConnected.ShouldBeTrue();
        after.Subscriptions.ShouldBe(before.Subscriptions + 1);
        inbox.StateOf(StreamKind.Trade).ShouldBe(default);
    }

    /// <summary>Several sockets post while the grain takes: every event arrives once, and each socket's in its order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task SymbolInbox_ConcurrentPosts_LoseAndDoubleNothing(int round)
    {
        const int PerSocket = 20_000;
        using var due = new SemaphoreSlim(0);
        var inbox = new SymbolInbox(128, () => due.Release());
        var sockets = Enumerable.Range(0, 3).Select(socket => Task.Run(() => PostAsync(inbox, socket, PerSocket))).ToArray();
        var received = new List<long>();

        while (received.Count < 3 * PerSocket)
        {
            (await due.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue($"round {round}: a drain is owed");
            foreach (ref readonly var marketEvent in inbox.Take())
                received.Add(marketEvent.Id);
        }

        await Task.WhenAll(sockets);
        foreach (var socket in Enumerable.Range(0, 3))
            received.Where(id => id / 1_000_000 == socket).ShouldBe(Enumerable.Range(0, PerSocket).Select(i => (socket * 1_000_000L) + i));
    }

    private static async Task PostAsync(SymbolInbox inbox, int socket, int count)
    {
        for (var i = 0; i < count; i++)
        {
            while (!inbox.TryPost(Trade((socket * 1_000_000L) + i)))
                await inbox.WaitForRoomAsync(default);
        }
    }

    private static MarketEvent Trade(long id) => MarketEvent.ForTrade(new AggTrade(id, 1, 1, 1, false), 0);
}
