using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>An account at a venue: what it sends, what it makes of answers that do not come, and what it asks.</summary>
public sealed class LiveAccountTests
{
    private readonly FakeTrading _venue = new();

    [Fact]
    public async Task Account_AtAVenue_BeginsWithWhatItHasThereAndIsOff()
    {
        await using var cluster = await StartLiveAsync(isOn: false);
        var account = await Eventually.GetAsync(() => Live(cluster).GetAsync(), view => view.IsReady, Limit);
        (account.Cash, account.Switch, account.IsPaper, account.Venue).ShouldBe((5_000m, TradingSwitch.Off, false, "fake"));
        (await Live(cluster).PlaceAsync(Resting("k1"))).Refusal!.Code.ShouldBe(RefusalCodes.TradingOff);
        _venue.Placed.ShouldBeEmpty();
        (_venue.Keys!.Key, _venue.Keys.ToString()).ShouldBe(("public", "ApiKeys(hidden)"));
    }

    /// <summary>Until it has been compared it opens nothing: that does not wait for the next comparison by the interval, a minute later.</summary>
    [Fact]
    public async Task Account_WhoseFirstComparisonsFail_IsComparedAgainSoon()
    {
        _venue.FailingLists = 2;
        await using var cluster = await StartLiveAsync(isOn: false);
        await Eventually.GetAsync(() => Live(cluster).GetAsync(), view => view.IsReady, Limit);
        _venue.FailingLists.ShouldBeLessThan(0);
    }

    [Fact]
    public async Task Order_NotAnswered_IsUnknownAndAskedAbout_NeverSentAgain()
    {
        await using var cluster = await StartLiveAsync();
        _venue.Script.Enqueue(order =>
        {
            _venue.Take(order);
            throw FakeTrading.NoAnswer();
        });
        var placed = await Live(cluster).PlaceAsync(Resting("k1"));
        var found = await Eventually.GetAsync(
            () => Live(cluster).FindOrderAsync(placed.Order!.Id), order => order!.State == OrderState.Accepted, Limit);
        found!.VenueId.ShouldBe($"v-{found.Id}");
        (await Live(cluster).PlaceAsync(Resting("k1"))).IsRepeated.ShouldBeTrue();
        _venue.Placed.ShouldHaveSingleItem();
        (await cluster.StoredAsync("live")).OfType<OrderReported>().ShouldContain(reported => reported.State == OrderState.Unknown);
    }

    [Fact]
    public async Task Order_RefusedByTheVenue_IsRejectedWithItsReason()
    {
        await using var cluster = await StartLiveAsync();
        _venue.Script.Enqueue(_ => throw new VenueException(ErrorKind.InsufficientMargin, false, "-2019: margin is insufficient"));
        var placed = await Live(cluster).PlaceAsync(Resting("k1"));
        (placed.Order!.State, placed.Order.Reason).ShouldBe((OrderState.Rejected, "-2019: margin is insufficient"));
        (await Live(cluster).GetAsync()).Reserved.ShouldBe(0m);
    }

    [Fact]
    public async Task Kill_WhileTheIntentIsBeingStored_StopsTheOrderBeforeTheWire()
    {
        var store = new GatedEventStore();
        await using var cluster = await StartLiveAsync(store);
        store.Hold();
        var placing = Live(cluster).PlaceAsync(Resting("k1"));
        await Eventually.TrueAsync(() => Task.FromResult(store.Waiting > 0), Limit);
        var killing = Live(cluster).SwitchAsync(TradingSwitch.Killed, "a test", "test");
        await Eventually.TrueAsync(async () => (await Live(cluster).GetAsync()).Switch == TradingSwitch.Killed, Limit);
        store.Release();
        await killing;
        (await placing).Order!.State.ShouldBe(OrderState.Rejected);
        _venue.Placed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Kill_WhileTheOrderWaitsForRoomAtTheVenue_CallsItBackBeforeTheWire()
    {
        await using var cluster = await StartLiveAsync();
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _venue.OrdersHeld = room.Task;
        var placing = Live(cluster).PlaceAsync(Resting("k1"));
        await Eventually.TrueAsync(() => Task.FromResult(_venue.Asked > 0), Limit);
        (await Live(cluster).SwitchAsync(TradingSwitch.Killed, "a test", "test")).Refusal.ShouldBeNull();
        room.SetResult();
        // It was not answered, so the venue is asked about it; there is nothing to be found there.
        (await placing).Order!.State.ShouldBe(OrderState.Unknown);
        _venue.Placed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Limits_ThatCannotBeStored_AreNotAnsweredAsSet()
    {
        var store = new GatedEventStore();
        await using var cluster = await StartLiveAsync(store);
        store.IsFull = true;
        var change = new LimitsChange(ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.Leverage, new RiskLimit(3, BreachAction.Refuse)), "test");
        await Should.ThrowAsync<Exception>(() => Live(cluster).ChangeLimitsAsync(change));
        store.IsFull = false;
        (await Eventually.GetAsync(() => Live(cluster).GetLimitsAsync(), limits => limits.Leverage is not null, Limit)).Leverage!.Value.ShouldBe(5m);
    }

    [Fact]
    public async Task Fills_ToldTwiceOrMissedByTheStream_AreBookedOnce()
    {
        await using var cluster = await StartLiveAsync();
        var order = (await Live(cluster).PlaceAsync(Resting("k1"))).Order!;
        var fill = new Fill(Instrument, "t1", order.Id, order.VenueId, OrderSide.Buy, PositionSide.Net, 90m, 0.4m, 0.01m, "USDT", true, order.CreatedAt);
        var missed = fill with { TradeId = "t2", Quantity = 0.6m };
        _venue.Fills.Add(fill);
        _venue.Fills.Add(missed);
        _venue.Sink.OnFill(fill);
        _venue.Sink.OnFill(fill);
        _venue.Sink.OnOrder(new OrderReport(order.Id, order.VenueId, OrderState.Filled, 1m, 90m, order.CreatedAt, null));
        var filled = await Eventually.GetAsync(() => Live(cluster).FindOrderAsync(order.Id), now => now!.State == OrderState.Filled, Limit);
        (filled!.Filled, filled.AveragePrice).ShouldBe((1m, 90m));
        (await cluster.StoredAsync("live")).OfType<FillBooked>().Select(booked => booked.Fill.TradeId).ShouldBe(["t1", "t2"], ignoreOrder: true);
        (await Live(cluster).GetPositionsAsync()).ShouldHaveSingleItem().Position.Quantity.ShouldBe(1m);
    }

    [Fact]
    public async Task Order_OfOthers_IsFollowedAndTheDifferenceTold()
    {
        await using var cluster = await StartLiveAsync();
        var spec = new OrderSpec(Instrument, OrderSide.Buy, PositionSide.Net, OrderType.Limit, 1m, 80m, null, null, TimeInForce.GoodTillCancel, false);
        _venue.Take(new Order("by-hand", spec, OrderPurpose.External, "x", 1));
        var differences = await Live(cluster).ReconcileAsync();
        differences.ShouldHaveSingleItem().Subject.ShouldBe("order/by-hand");
        (await Live(cluster).FindOrderAsync("by-hand"))!.Purpose.ShouldBe(OrderPurpose.External);
        (await Live(cluster).ReconcileAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task PositionMode_WithAnOpenOrder_IsRefusedBeforeTheVenueIsAsked()
    {
        await using var cluster = await StartLiveAsync();
        var order = (await Live(cluster).PlaceAsync(Resting("k1"))).Order!;
        (await Live(cluster).SetPositionModeAsync(true, "test")).Refusal!.Field.ShouldBe("isHedged");
        _venue.PositionModes.ShouldBeEmpty();
        await Live(cluster).CancelAsync(order.Id, "test");
        await Eventually.GetAsync(() => Live(cluster).FindOrderAsync(order.Id), now => now!.State == OrderState.Cancelled, Limit);
        (await Live(cluster).SetPositionModeAsync(true, "test")).Refusal.ShouldBeNull();
        _venue.PositionModes.ShouldBe([true]);
        (await Live(cluster).GetAsync()).IsHedged.ShouldBeTrue();
    }

    private static IAccountGrain Live(TradingCluster cluster) => cluster.Account("live");

    private static PlaceOrder Resting(string key) => Limited(OrderSide.Buy, 1m, 90m, key);

    private async Task<TradingCluster> StartLiveAsync(GatedEventStore? store = null, bool isOn = true)
    {
        var cluster = await StartAsync(
            events: store, connector: _venue,
            trading: options => options.Accounts["live"] = new AccountOptions { Venue = "fake", Key = "public", Secret = "secret" });
        await cluster.FollowAsync(100m);
        if (!isOn)
            return cluster;
        await Eventually.GetAsync(() => Live(cluster).GetAsync(), view => view.IsReady, Limit);
        await Live(cluster).ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.Leverage, new RiskLimit(5, BreachAction.Refuse)), "test"));
        (await Live(cluster).SwitchAsync(TradingSwitch.On, "a test", "test")).Refusal.ShouldBeNull();
        return cluster;
    }
}
