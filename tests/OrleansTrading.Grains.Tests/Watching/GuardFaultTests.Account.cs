using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Tests.Accounts;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Watching;

/// <summary>Accounts that have trouble of their own as a guard fires.</summary>
public sealed partial class GuardFaultTests
{
    [Fact]
    public async Task Account_LosesTheFiringThatItCouldNotStore_IsToldAgainAndClosesOnce()
    {
        var store = new GatedEventStore();
        await using var cluster = await HoldAsync(events: store);
        // The symbol is asked to watch it no more.
        await LoseTheFiringAsync(cluster, store, 94m);
        store.IsFull = false;
        await ClosedOnceAsync(cluster, GuardCause.StopLoss);
    }

    [Fact]
    public async Task Account_LosesTheFiringOfATarget_IsToldAgainAndClosesThatPartOnce()
    {
        var store = new GatedEventStore();
        await using var cluster = await HoldAsync(events: store, plan: Plan with { TakeProfits = [new GuardTarget(110m, 0.5m), new GuardTarget(120m, 0.5m)] });
        // The symbol hears that the target is done, which is then lost.
        await LoseTheFiringAsync(cluster, store, 111m);
        _faults.IsDeaf = true;
        store.IsFull = false;
        var watches = _faults.Watches;
        await Eventually.TrueAsync(() => Task.FromResult(_faults.Watches > watches + 2), Patience);
        _faults.IsDeaf = false;
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()) is [{ Position.Quantity: 0.5m }], Patience);
        (await cluster.StoredAsync()).OfType<GuardFired>().ShouldHaveSingleItem().Trigger.Cause.ShouldBe(GuardCause.TakeProfit);
        (await cluster.Paper.GetOrdersAsync(new OrderQuery(null, false, null, 10))).Where(order => order.Purpose == OrderPurpose.Guard).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Trigger_OfAGuardThatIsGone_IsAnsweredThoughNoRulesOfItsInstrumentAreKnown()
    {
        var store = new GatedEventStore();
        await using (await HoldAsync(events: store))
        {
        }

        await using var cluster = await StartAsync(events: store, listingHeld: new TaskCompletionSource().Task);
        await cluster.Paper.TriggerAsync(new GuardTrigger(Key, "gone", GuardCause.StopLoss, 0, 1, 95m, 94m, Start)).WaitAsync(Patience);
        (await cluster.StoredAsync()).OfType<GuardFired>().ShouldBeEmpty();
    }

    /// <summary>A guard fires, in memory alone; the market goes back, and the account begins again from what is stored. Its store is full from then on.</summary>
    private async Task LoseTheFiringAsync(TradingCluster cluster, GatedEventStore store, decimal price)
    {
        store.Hold();
        cluster.Send(price);
        await Eventually.TrueAsync(() => Task.FromResult(store.Waiting > 0), Patience);
        var watches = _faults.Watches;
        await Eventually.TrueAsync(() => Task.FromResult(_faults.Watches > watches + 2), Patience);
        await cluster.MoveAsync(100m);
        store.IsFull = true;
        store.Release();
        await Eventually.TrueAsync(() => Task.FromResult(_faults.Calls > 1), Patience);
        (await cluster.StoredAsync()).OfType<GuardFired>().ShouldBeEmpty();
    }
}
