using Orleans.Runtime;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>What an account is after its activation, its silo or its store was lost.</summary>
public sealed class AccountRecoveryTests
{
    [Fact]
    public async Task Silo_Killed_AccountGoesOnElsewhereAsItWas()
    {
        await using var cluster = await StartAsync(silos: 2);
        await cluster.FollowAsync(100m);
        await cluster.Paper.PlaceAsync(Buy(1m, "k1", new GuardPlan(80m, [], null, null, null, null)));
        var resting = (await cluster.Paper.PlaceAsync(Limited(OrderSide.Sell, 1m, 105m, "k2"))).Order!;
        var before = (Account: await cluster.Paper.GetAsync(), Position: (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem());

        await KillSiloOfPaperAsync(cluster);
        var after = await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        (after.Cash, after.Realised, after.Fees, after.OpenOrders).ShouldBe((before.Account.Cash, before.Account.Realised, before.Account.Fees, 1));
        var position = (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem();
        (position.Position, position.Guard!.Id).ShouldBe((before.Position.Position, before.Position.Guard!.Id));
        (await cluster.Paper.PlaceAsync(Limited(OrderSide.Sell, 1m, 105m, "k2"))).IsRepeated.ShouldBeTrue();

        await cluster.Paper.TouchAsync([new PaperTouch(resting.Id, 105m, 9m, false, "t1", cluster.Market.Venue.Now)]);
        (await cluster.Paper.FindOrderAsync(resting.Id))!.State.ShouldBe(OrderState.Filled);
        (await cluster.Paper.GetPositionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Store_Full_NothingLeavesAndTheSameKeyIsMadeOnceAfterwards()
    {
        var store = new GatedEventStore();
        await using var cluster = await StartAsync(events: store);
        await cluster.FollowAsync(100m);
        await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        store.IsFull = true;
        var refused = await cluster.Paper.PlaceAsync(Buy(1m, "k1"));
        (refused.Order, refused.Refusal!.Code).ShouldBe((null, RefusalCodes.NotReady));
        store.IsFull = false;

        var placed = await Eventually.GetAsync(() => cluster.Paper.PlaceAsync(Buy(1m, "k1")), answer => answer.Order is not null, Limit);
        placed.Order!.State.ShouldBe(OrderState.Filled);
        var stored = await cluster.StoredAsync();
        stored.OfType<OrderIntended>().ShouldHaveSingleItem();
        stored.OfType<FillBooked>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Order_RefusedOnceItsAccountIsLost_MayBeTriedAgain()
    {
        var (store, listing) = (new GatedEventStore(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var cluster = await StartAsync(events: store, listingHeld: listing.Task);
        await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        var unlisted = Buy(1m, "k1") with { Instrument = new InstrumentId("fake", "NONEUSDT") };
        var placing = cluster.Paper.PlaceAsync(unlisted);
        // Answered after the order has come: calls of one client arrive in their order.
        await cluster.Paper.GetAsync();
        store.IsFull = true;
        (await cluster.Paper.SwitchAsync(TradingSwitch.Halted, "test", "test")).Refusal!.Code.ShouldBe(RefusalCodes.NotReady);
        listing.SetResult();
        (await placing).Refusal!.Code.ShouldBe(RefusalCodes.NotReady, "why it was refused could not be stored");
        store.IsFull = false;
        (await Eventually.GetAsync(() => cluster.Paper.PlaceAsync(unlisted), answer => answer.Refusal!.Code != RefusalCodes.NotReady, Limit))
            .Refusal!.Code.ShouldBe(RefusalCodes.UnknownInstrument);
        (await cluster.StoredAsync()).OfType<OrderRefused>().ShouldHaveSingleItem().IntentKey.ShouldBe("k1");
    }

    [Fact]
    public async Task Store_FailsBeforeAComparisonGoesOut_ItsCallerHearsOfIt()
    {
        var store = new GatedEventStore();
        await using var cluster = await StartAsync(events: store);
        await cluster.FollowAsync(100m);
        await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        store.Hold();
        var placing = cluster.Paper.PlaceAsync(Buy(1m, "k1"));
        await Eventually.TrueAsync(() => Task.FromResult(store.Waiting > 0), Limit);
        var comparing = cluster.Paper.ReconcileAsync();
        // Answered after the question has come: calls of one client arrive in their order.
        await cluster.Paper.GetAsync();
        store.IsFull = true;
        store.Release();
        (await placing).Refusal!.Code.ShouldBe(RefusalCodes.NotReady);
        var failure = await Should.ThrowAsync<Exception>(() => comparing.WaitAsync(Limit));
        store.IsFull = false;
        (failure is TimeoutException or OperationCanceledException).ShouldBeFalse(failure.ToString());
    }

    [Fact]
    public async Task SomebodyElse_HasAppended_TheActivationThrowsAwayWhatItDecidedAndLoadsAnew()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var account = await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        var foreign = new CashMoved(account.ReconciledAt!.Value, "elsewhere", CashReason.Deposit, "USDT", 123m, null);
        await cluster.Events.AppendAsync("paper", (await cluster.StoredAsync()).Length, [foreign], CancellationToken.None);

        var placed = await Eventually.GetAsync(() => cluster.Paper.PlaceAsync(Buy(1m, "k1")), answer => answer.Order is not null, Limit);
        placed.Order!.State.ShouldBe(OrderState.Filled);
        (await cluster.Paper.GetAsync()).Cash.ShouldBe(10_123m - (0.0005m * 100.1m));
        (await cluster.StoredAsync()).OfType<OrderIntended>().ShouldHaveSingleItem();
    }

    /// <summary>An activation that decides nothing is refused nothing, and still learns that the account has gone on without it.</summary>
    [Fact]
    public async Task SomebodyElse_HasAppendedToAQuietAccount_IsNoticedAndLoaded()
    {
        await using var cluster = await StartAsync(trading: options => options.ReconcileInterval = TimeSpan.FromSeconds(5));
        await cluster.FollowAsync(100m);
        var account = await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        var foreign = new CashMoved(account.ReconciledAt!.Value, "elsewhere", CashReason.Deposit, "USDT", 123m, null);
        await cluster.Events.AppendAsync("paper", (await cluster.StoredAsync()).Length, [foreign], CancellationToken.None);
        (await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.Cash == 10_123m, Limit * 2)).Cash.ShouldBe(10_123m);
    }

    /// <summary>A venue that does not list its instruments after a restart holds up no guard.</summary>
    [Fact]
    public async Task Account_LoadedWhileTheVenueListsNothing_ItsGuardsAreWatched()
    {
        var events = new MemoryAccountEventStore();
        var guard = new PositionGuard("g1", Key, true, 100m, 1m, new GuardPlan(95m, [], null, null, null, null), GuardProgress.None);
        await events.AppendAsync("paper", 0,
        [
            new AccountOpened(Start, "paper", "fake", IsPaper: true, "USDT", IsHedged: false),
            new CashMoved(Start, "opening/USDT", CashReason.Opening, "USDT", 10_000m, null),
            new FillBooked(Start, new Fill(Instrument, "t1", null, null, OrderSide.Buy, PositionSide.Net, 100m, 1m, 0, "USDT", false, Start)),
            new GuardSet(Start, Key, guard, "test"),
        ], CancellationToken.None);
        var listing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cluster = await StartAsync(events: events, listingHeld: listing.Task);
        try
        {
            // The symbol has it: since when it watches is stored. Live it is not, for there is no market yet.
            await Eventually.TrueAsync(async () => (await cluster.StoredAsync()).OfType<GuardMoved>().Any(moved => moved is { GuardId: "g1", Progress.Since: not null }), Limit);
            (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem().IsGuardLive.ShouldBeFalse();
        }
        finally
        {
            listing.SetResult();
        }
    }

    [Fact]
    public async Task Activation_Ended_TheFoldOfTheEventsIsTheSameAccount()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        for (var i = 0; i < 5; i++)
        {
            await cluster.Paper.PlaceAsync(i % 2 == 0 ? Buy(2m, $"k{i}") : Sell(1m, $"k{i}"));
            await cluster.MoveAsync(100m + i);
        }

        var before = await cluster.Paper.GetAsync();
        await cluster.Market.Cluster.DeactivateAsync(cluster.Paper);
        var after = await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        (after.Cash, after.Realised, after.Fees).ShouldBe((before.Cash, before.Realised, before.Fees));
        var book = new AccountBook();
        foreach (var stored in await cluster.StoredAsync())
            book.Apply(stored);
        (book.Cash["USDT"], book.Realised, book.PositionOf(Key).Quantity).ShouldBe((after.Cash, after.Realised, 4m));
    }

    private static async Task KillSiloOfPaperAsync(TradingCluster cluster)
    {
        var silos = cluster.Market.Cluster;
        var silo = await Eventually.GetAsync(
            async () => await silos.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(cluster.Paper) is { } host ? silos.GetSiloForAddress(host) : null,
            silo => silo is not null, Limit);
        await silos.KillSiloAsync(silo!);
        // The symbol may have gone with it: it is followed and told a price again.
        await cluster.FollowAsync(100m);
    }
}
