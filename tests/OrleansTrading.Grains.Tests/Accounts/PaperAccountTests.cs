using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class PaperAccountTests
{
    [Fact]
    public async Task Account_NobodyHasAsked_OpensByItselfWithCashAndLimits()
    {
        await using var cluster = await StartAsync();
        var account = await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        (account.Cash, account.Equity, account.Free, account.Switch, account.IsPaper).ShouldBe((10_000m, 10_000m, 10_000m, TradingSwitch.On, true));
        (await cluster.Paper.GetLimitsAsync()).Leverage.ShouldBe(new RiskLimit(5, BreachAction.Refuse));
        var stored = await cluster.StoredAsync();
        stored[0].ShouldBeOfType<AccountOpened>();
        stored[1].ShouldBeOfType<CashMoved>().Reason.ShouldBe(CashReason.Opening);
    }

    [Fact]
    public async Task Order_AtTheMarket_FillsAndBecomesAPosition_AndClosingBooksTheFillsArithmetic()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var bought = await cluster.Paper.PlaceAsync(Buy(2m, "k1"));
        bought.Refusal.ShouldBeNull();
        (bought.Order!.State, bought.Order.Filled, bought.Order.AveragePrice).ShouldBe((OrderState.Filled, 2m, 100.1m));

        var position = (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem();
        (position.Position.Quantity, position.Position.EntryPrice, position.MarkPrice).ShouldBe((2m, 100.1m, 100m));
        position.Unrealised.ShouldBe(-0.2m);

        await cluster.MoveAsync(110m);
        var closed = await cluster.Paper.CloseAsync("k2", Key, 1, "test");
        (closed.Order!.State, closed.Order.Spec.Side, closed.Order.Spec.ReduceOnly, closed.Order.AveragePrice).ShouldBe((OrderState.Filled, OrderSide.Sell, true, 109.9m));
        (await cluster.Paper.GetPositionsAsync()).ShouldBeEmpty();

        var fills = await cluster.Paper.GetFillsAsync(null, null, 10);
        fills.Length.ShouldBe(2);
        var gain = fills.Sum(fill => -fill.SignedQuantity * fill.Price);
        var account = await cluster.Paper.GetAsync();
        (account.Realised, account.Fees).ShouldBe((gain, fills.Sum(fill => fill.Fee)));
        gain.ShouldBe((109.9m - 100.1m) * 2);
        account.Fees.ShouldBe(0.0005m * 2 * (100.1m + 109.9m));
        account.Cash.ShouldBe(10_000 + gain - account.Fees);
    }

    [Fact]
    public async Task Preview_SaysWhatPlacingWould_AndStoresNothing()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        await cluster.Paper.PlaceAsync(Buy(1m, "k1"));
        await cluster.Paper.ChangeLimitsAsync(new LimitsChange(ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.OrderNotional, new RiskLimit(250, BreachAction.Refuse)), "test"));
        var before = (await cluster.StoredAsync()).Length;
        var allowed = await cluster.Paper.PreviewAsync(Buy(2.0004m, "k2"));
        (allowed.Refusal, allowed.Spec!.Quantity, allowed.Notional, allowed.Fee, allowed.IsFresh, allowed.Instrument!.TickSize).ShouldBe((null, 2m, 200m, 0.1m, true, 0.1m));
        allowed.Uses.Single(use => use.Rule == RiskRule.TotalExposure).After.ShouldBe(300m);
        var refused = await cluster.Paper.PreviewAsync(Buy(3m, "k3"));
        refused.Refusal!.Code.ShouldBe(RefusalCodes.RiskLimit);
        (await cluster.Paper.PreviewAsync(Buy(0m, "k4"))).Refusal!.Field.ShouldBe("quantity");
        // The market moves its equity and its stop in its own time.
        (await cluster.StoredAsync()).Skip(before).Where(stored => stored is not (EquityMarked or GuardMoved)).ShouldBeEmpty();
        (await cluster.Paper.PlaceAsync(Buy(3m, "k3"))).Refusal.ShouldBe(refused.Refusal);
        (await cluster.Paper.GetLimitUseAsync()).Single(use => use.Rule == RiskRule.TotalExposure).Now.ShouldBe(100m);
    }

    [Fact]
    public async Task Guard_Triggers_ClosesAtTheMarketOnceHoweverOftenItIsTold()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        await cluster.Paper.PlaceAsync(Buy(1m, "k1", new GuardPlan(95m, [], null, null, null, null)));
        var guard = (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem().Guard.ShouldNotBeNull();

        await cluster.MoveAsync(94m);
        var trigger = new GuardTrigger(Key, guard.Id, GuardCause.StopLoss, 0, 1, 95m, 94m, cluster.Market.Venue.Now);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.Paper.TriggerAsync(trigger)));
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()).IsEmpty, Limit);
        await cluster.Paper.TriggerAsync(trigger);

        var orders = await cluster.Paper.GetOrdersAsync(new OrderQuery(null, false, null, 10));
        var close = orders.Where(order => order.Purpose == OrderPurpose.Guard).ShouldHaveSingleItem();
        (close.State, close.AveragePrice).ShouldBe((OrderState.Filled, 93.9m));
        (await cluster.Paper.GetAsync()).Realised.ShouldBe(93.9m - 100.1m);
    }

    [Fact]
    public async Task Market_MovesThroughTheStop_ThePositionIsClosedThereAndTheBooksAreTheFillsArithmetic()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        await cluster.Paper.PlaceAsync(Buy(2m, "k1", new GuardPlan(95m, [new GuardTarget(104m, 0.5m)], null, null, null, null)));
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()) is [{ IsGuardLive: true, IsProtected: true }], Limit);

        await cluster.MoveAsync(105m);
        await Eventually.GetAsync(() => cluster.Paper.GetPositionsAsync(), positions => positions is [{ Position.Quantity: 1m }], Limit);
        await cluster.MoveAsync(94m);
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()).IsEmpty, Limit);

        var fills = await cluster.Paper.GetFillsAsync(null, null, 10);
        fills.Select(fill => (fill.Side, fill.Price, fill.Quantity)).ShouldBe([(OrderSide.Sell, 93.9m, 1m), (OrderSide.Sell, 104.9m, 1m), (OrderSide.Buy, 100.1m, 2m)]);
        var account = await cluster.Paper.GetAsync();
        account.Realised.ShouldBe(93.9m + 104.9m - 200.2m);
        account.Cash.ShouldBe(10_000m + account.Realised - fills.Sum(fill => fill.Fee));
    }

    [Fact]
    public async Task Market_ReachesRestingOrders_TheyTrade()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var limit = (await cluster.Paper.PlaceAsync(Limited(OrderSide.Buy, 3m, 98m, "k1"))).Order!;
        var stop = (await cluster.Paper.PlaceAsync(Buy(1m, "k2") with { Type = OrderType.StopMarket, StopPrice = 103m })).Order!;
        (limit.State, stop.State).ShouldBe((OrderState.Accepted, OrderState.Accepted));

        // The symbol may learn of the orders a moment after they were answered: the market trades there until it has.
        await Eventually.TrueAsync(
            async () =>
            {
                await cluster.MoveAsync(97.5m, 2m);
                return (await cluster.Paper.FindOrderAsync(limit.Id))!.State == OrderState.Filled;
            },
            Limit);
        await Eventually.TrueAsync(
            async () =>
            {
                await cluster.MoveAsync(103.5m);
                return (await cluster.Paper.FindOrderAsync(stop.Id))!.State == OrderState.Filled;
            },
            Limit);
        (await cluster.Paper.FindOrderAsync(limit.Id))!.AveragePrice.ShouldBe(98m);
        (await cluster.Paper.FindOrderAsync(stop.Id))!.AveragePrice.ShouldBe(103.6m);
        (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem().Position.Quantity.ShouldBe(4m);
    }

    [Fact]
    public async Task Order_SameKeyAgain_IsTheSameOrder_AndAnotherRequestUnderItIsRefused()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cluster.Paper.PlaceAsync(Buy(1m, "same"))));
        answers.Select(answer => answer.Order!.Id).Distinct().ShouldHaveSingleItem();
        answers.Count(answer => !answer.IsRepeated).ShouldBe(1);
        (await cluster.Paper.GetFillsAsync(null, null, 10)).ShouldHaveSingleItem();

        var other = await cluster.Paper.PlaceAsync(Buy(2m, "same"));
        (other.Order, other.Refusal!.Code).ShouldBe((null, RefusalCodes.KeyReused));
    }

    [Fact]
    public async Task Order_Refused_SendsNothingAndReservesNothing()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var before = await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        var plain = Buy(1m, "x");
        (PlaceOrder Order, string Code)[] cases =
        [
            (plain with { Instrument = new InstrumentId("fake", "NONEUSDT") }, RefusalCodes.UnknownInstrument),
            (plain with { Instrument = new InstrumentId("none", "BTCUSDT") }, RefusalCodes.UnknownInstrument),
            (plain with { Instrument = new InstrumentId("fake", "OLDUSDT") }, RefusalCodes.NotTrading),
            (plain with { Quantity = 0.0009m }, RefusalCodes.BelowMinimum),
            (plain with { Quantity = 0.01m }, RefusalCodes.BelowMinimum),
            (plain with { Quantity = 101m }, RefusalCodes.AboveMaximum),
            (plain with { Quantity = null }, RefusalCodes.InvalidOrder),
            (plain with { Notional = 100m }, RefusalCodes.InvalidOrder),
            (plain with { Price = 100m }, RefusalCodes.InvalidOrder),
            (plain with { Type = OrderType.Limit }, RefusalCodes.InvalidOrder),
            (plain with { Type = OrderType.StopMarket }, RefusalCodes.InvalidOrder),
            (plain with { TimeInForce = TimeInForce.PostOnly }, RefusalCodes.InvalidOrder),
            (plain with { PositionSide = PositionSide.Long }, RefusalCodes.InvalidOrder),
            (plain with { ReduceOnly = true }, RefusalCodes.NothingToReduce),
            (plain with { Quantity = 90.5m, IntentKey = "limit" }, RefusalCodes.RiskLimit),
            (Limited(OrderSide.Buy, 1m, 200m, "deviation"), RefusalCodes.RiskLimit),
            (plain with { Guards = new GuardPlan(105m, [], null, null, null, null) }, RefusalCodes.InvalidGuards),
        ];
        await cluster.Paper.ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.OrderNotional, new RiskLimit(5_000, BreachAction.Refuse)), "test"));
        for (var i = 0; i < cases.Length; i++)
        {
            var (order, code) = cases[i];
            order = order with { IntentKey = $"case {i}" };
            // The second time under the same key: answered again, and kept once.
            foreach (var answer in new[] { await cluster.Paper.PlaceAsync(order), await cluster.Paper.PlaceAsync(order) })
            {
                answer.Order.ShouldBeNull($"{order}");
                answer.Refusal!.Code.ShouldBe(code, $"{answer.Refusal}");
            }

            var kept = (await cluster.StoredAsync()).OfType<OrderRefused>().Where(refused => refused.IntentKey == order.IntentKey).ShouldHaveSingleItem($"{code}");
            (kept.Code, kept.By, kept.Spec!.Instrument, kept.Spec.Side).ShouldBe((code, "test", order.Instrument, order.Side));
            kept.Reason.ShouldNotBeNullOrEmpty();
        }

        var after = await cluster.Paper.GetAsync();
        (after.Free, after.Reserved, after.OpenOrders, after.Cash).ShouldBe((before.Free, 0m, 0, before.Cash));
        (await cluster.StoredAsync()).ShouldNotContain(stored => stored is OrderIntended || stored is OrderSent || stored is FillBooked);
    }

    [Fact]
    public async Task PositionMode_ChangesWhileFlatOnly()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(1m, "k1"))).Refusal.ShouldBeNull();
        (await cluster.Paper.SetPositionModeAsync(true, "test")).Refusal!.Field.ShouldBe("isHedged");
        (await cluster.Paper.CloseAsync("k2", Key, 1, "test")).Refusal.ShouldBeNull();
        (await cluster.Paper.SetPositionModeAsync(true, "test")).Refusal.ShouldBeNull();
        (await cluster.Paper.PlaceAsync(Buy(1m, "k3"))).Order!.Spec.PositionSide.ShouldBe(PositionSide.Long);
        (await cluster.Paper.SetPositionModeAsync(false, "test")).Refusal.ShouldNotBeNull();
        (await cluster.StoredAsync()).OfType<PositionModeSet>().ShouldHaveSingleItem().By.ShouldBe("test");
    }

    [Fact]
    public async Task Guard_OfASymbolThatHearsNothing_IsNotLive()
    {
        await using var cluster = await StartAsync(trading: options => options.Paper.MaxDataAge = TimeSpan.FromSeconds(2));
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(1m, "k1", new GuardPlan(95m, [], null, null, null, null)))).Refusal.ShouldBeNull();
        await Eventually.TrueAsync(
            async () =>
            {
                await cluster.MoveAsync(100m);
                return (await cluster.Paper.GetPositionsAsync()) is [{ IsGuardLive: true }];
            },
            Limit);
        // The symbol goes on answering, and the market tells it nothing any more.
        await Eventually.TrueAsync(async () => (await cluster.Paper.GetPositionsAsync()) is [{ IsGuardLive: false }], Limit);
    }

    [Fact]
    public async Task TrailingOrder_ItsBestPrice_IsStoredAsTheMarketGoes()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(1m, "k1"))).Refusal.ShouldBeNull();
        var order = (await cluster.Paper.PlaceAsync(Sell(1m, "k2") with { Type = OrderType.TrailingStop, TrailingPercent = 5, ReduceOnly = true })).Order!;
        await Eventually.TrueAsync(
            async () =>
            {
                await cluster.MoveAsync(110m);
                return (await cluster.Paper.FindOrderAsync(order.Id))!.TrailBest == 110m;
            },
            Limit);
        await cluster.MoveAsync(104m);
        await Eventually.TrueAsync(async () => (await cluster.Paper.FindOrderAsync(order.Id))!.State == OrderState.Filled, Limit);
    }

    [Fact]
    public async Task Refusal_OfAKeyThatWasUsedAndOfAClose_IsKept()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(1m, "same"))).Refusal.ShouldBeNull();
        (await cluster.Paper.PlaceAsync(Buy(2m, "same"))).Refusal!.Code.ShouldBe(RefusalCodes.KeyReused);
        (await cluster.Paper.CloseAsync("close", new PositionKey(Instrument, PositionSide.Long), 1, "test")).Refusal!.Code.ShouldBe(RefusalCodes.UnknownPosition);
        (await cluster.Paper.CloseAsync("share", Key, 1.5m, "test")).Refusal!.Code.ShouldBe(RefusalCodes.InvalidOrder);
        (await cluster.StoredAsync()).OfType<OrderRefused>().Select(refused => (refused.IntentKey, refused.Code)).ShouldBe(
            [("same", RefusalCodes.KeyReused), ("close", RefusalCodes.UnknownPosition), ("share", RefusalCodes.InvalidOrder)]);
    }

    [Fact]
    public async Task Order_WhileTheAccountIsKilled_AskedAgainAndAgain_IsRefusedOnceInTheEvents()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(1m, "k1"))).Refusal.ShouldBeNull();
        var exit = Sell(1m, "exit") with { ReduceOnly = true };
        foreach (var to in new[] { TradingSwitch.Killed, TradingSwitch.Off })
        {
            (await cluster.Paper.SwitchAsync(to, "a test", "test")).Refusal.ShouldBeNull();
            for (var i = 0; i < 5; i++)
                (await cluster.Paper.PlaceAsync(exit)).Refusal.ShouldNotBeNull();
        }

        (await cluster.StoredAsync()).OfType<OrderRefused>().Select(refused => refused.Code).ShouldBe([RefusalCodes.Killed, RefusalCodes.TradingOff]);
        await cluster.Paper.SwitchAsync(TradingSwitch.On, "again", "test");
        (await cluster.Paper.PlaceAsync(exit)).Order!.State.ShouldBe(OrderState.Filled);
    }

    [Theory]
    [InlineData(TradingSwitch.Halted, RefusalCodes.Halted, true)]
    [InlineData(TradingSwitch.Killed, RefusalCodes.Killed, false)]
    [InlineData(TradingSwitch.Off, RefusalCodes.TradingOff, false)]
    public async Task Switch_IsNotOn_RefusesAndOnlyHaltedStillReduces(TradingSwitch to, string code, bool reduces)
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(1m, "k1"))).Refusal.ShouldBeNull();
        (await cluster.Paper.SwitchAsync(to, "a test", "test")).Refusal.ShouldBeNull();
        (await cluster.Paper.PlaceAsync(Buy(1m, "k2"))).Refusal!.Code.ShouldBe(code);
        (await cluster.Paper.CloseAsync("k3", Key, 1, "test")).Refusal?.Code.ShouldBe(reduces ? null : code);
        (await cluster.Paper.GetPositionsAsync()).IsEmpty.ShouldBe(reduces);
        await cluster.Paper.SwitchAsync(TradingSwitch.On, "again", "test");
        (await cluster.Paper.PlaceAsync(Buy(1m, "k4"))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task LimitOrder_Resting_FillsByTouchesNoMoreThanTraded()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var placed = await cluster.Paper.PlaceAsync(Limited(OrderSide.Buy, 3m, 95m, "k1"));
        var id = placed.Order!.Id;
        placed.Order.State.ShouldBe(OrderState.Accepted);
        (await cluster.Paper.GetAsync()).Reserved.ShouldBe(3 * 95m / 5);

        var touch = new PaperTouch(id, 94.5m, 1.25m, false, "t1", cluster.Market.Venue.Now);
        await cluster.Paper.TouchAsync([touch]);
        await cluster.Paper.TouchAsync([touch]);
        var part = await cluster.Paper.FindOrderAsync(id);
        (part!.State, part.Filled, part.AveragePrice).ShouldBe((OrderState.PartiallyFilled, 1.25m, 95m));
        await cluster.Paper.TouchAsync([touch with { TradeId = "t2", Price = 95.1m }]);
        (await cluster.Paper.FindOrderAsync(id))!.Filled.ShouldBe(1.25m);
        await cluster.Paper.TouchAsync([touch with { TradeId = "t3", Quantity = 10m }]);
        (await cluster.Paper.FindOrderAsync(id))!.State.ShouldBe(OrderState.Filled);

        var fills = await cluster.Paper.GetFillsAsync(null, null, 10);
        fills.Select(fill => (fill.Price, fill.Quantity, fill.IsMaker, fill.Fee)).ShouldBe(
            [(95m, 1.75m, true, 95m * 1.75m * 0.0002m), (95m, 1.25m, true, 95m * 1.25m * 0.0002m)]);
        (await cluster.Paper.GetAsync()).Reserved.ShouldBe(0m);
    }

    [Fact]
    public async Task Order_LargerThanTheMarginAllows_IsRefused()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.SetLeverageAsync(Instrument, 1, MarginMode.Cross, "test")).Refusal.ShouldBeNull();
        (await cluster.Paper.PlaceAsync(Buy(100m, "k1"))).Refusal!.Code.ShouldBe(RefusalCodes.InsufficientMargin);
        (await cluster.Paper.SetLeverageAsync(Instrument, 0, MarginMode.Cross, "test")).Refusal!.Field.ShouldBe("leverage");
        (await cluster.Paper.PlaceAsync(Buy(10m, "k2"))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Cancel_RestingOrder_EndsItAndFreesWhatItReserved()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var id = (await cluster.Paper.PlaceAsync(Limited(OrderSide.Sell, 3m, 105m, "k1"))).Order!.Id;
        var cancelled = await cluster.Paper.CancelAsync(id, "test");
        cancelled.Order!.State.ShouldBe(OrderState.Cancelled);
        (await cluster.Paper.GetAsync()).Reserved.ShouldBe(0m);
        (await cluster.Paper.CancelAsync("none", "test")).Refusal!.Code.ShouldBe(RefusalCodes.UnknownOrder);
    }
}
