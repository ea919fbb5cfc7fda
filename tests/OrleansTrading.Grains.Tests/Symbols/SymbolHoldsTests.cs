using Orleans.Runtime;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class SymbolHoldsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly InstrumentId Followed = new("fake", "BTCUSDT");
    private static readonly InstrumentId Asked = new("fake", "ETHUSDT");

    [Fact]
    public void IsHeld_UntilTheLastHolderLetsGoOrLapses()
    {
        var time = new ManualTimeProvider();
        var holds = new SymbolHolds(time);
        holds.Hold("elite", Minute);
        holds.Hold("overlay", Minute);
        holds.LetGo("elite");
        holds.IsHeld.ShouldBeTrue();
        time.Advance(Minute / 2);
        holds.Hold("overlay", Minute);
        time.Advance(Minute / 2);
        holds.IsHeld.ShouldBeTrue();

        time.Advance(Minute / 2);

        holds.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task SymbolGrain_TwoHolders_IsReleasedByTheLastOne()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(1_767_225_630_000));
        var symbol = cluster.Symbol(Followed);
        await symbol.HoldAsync("one", Minute);
        await symbol.HoldAsync("other", Minute);
        var subscription = cluster.Venue.SubscriptionOf(Followed)!;

        await symbol.LetGoAsync("one");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => symbol.GetSnapshotAsync()));
        subscription.IsDisposed.ShouldBeFalse();
        await symbol.LetGoAsync("other");

        await Eventually.TrueAsync(() => Task.FromResult(subscription.IsDisposed), Limit);
    }

    [Fact]
    public async Task SymbolGrain_HoldNotRenewed_IsReleasedByItself()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(1_767_225_630_000));
        await cluster.Symbol(Followed).HoldAsync("one", TimeSpan.FromMilliseconds(200));
        var subscription = cluster.Venue.SubscriptionOf(Followed)!;

        await Eventually.TrueAsync(() => Task.FromResult(subscription.IsDisposed), Limit);
    }

    [Fact]
    public async Task SymbolGrain_OnlyAskedOnce_IsCollectedWhenIdleAndALiveOneIsKept()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(1_767_225_630_000));
        await cluster.Symbol(Followed).EnsureLiveAsync();
        await cluster.Symbol(Asked).GetSnapshotAsync();
        var subscription = cluster.Venue.SubscriptionOf(Followed)!;
        var management = cluster.Cluster.Client.GetGrain<IManagementGrain>(0);

        await Eventually.TrueAsync(
            async () =>
            {
                await management.ForceActivationCollection(TimeSpan.FromSeconds(2));
                return await management.GetActivationAddress(cluster.Symbol(Asked)) is null;
            },
            Limit);

        subscription.IsDisposed.ShouldBeFalse();
        (await management.GetActivationAddress(cluster.Symbol(Followed))).ShouldNotBeNull();
    }
}
