using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>What every venue's trading session must do against the simulator; each venue inherits it.</summary>
public abstract class TradingSessionConformance
{
    private protected abstract Task<TradingBench> StartAsync();

    [Fact]
    public async Task Market_Bought_FillsIsToldAndIsHeld()
    {
        await using var bench = await BeginAsync();
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.Market, OrderSide.Buy, bench.QuantityOf(500, ask));
        var report = await bench.Session.PlaceAsync(order, default);
        report.OrderId.ShouldBe(order.Id);
        report.VenueId.ShouldNotBeNullOrEmpty();
        var told = await FillsAsync(bench, order);
        told.Sum(fill => fill.Quantity).ShouldBe(order.Spec.Quantity);
        told.ShouldAllBe(fill => fill.Side == OrderSide.Buy && fill.Fee > 0 && fill.FeeAsset == bench.Asset && !fill.IsMaker && fill.Price >= ask * 0.9m);
        var asked = await bench.Session.GetFillsAsync(bench.Instrument, told[0].Time - 1, default);
        asked.ShouldBe(told);
        var found = (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!;
        (found.OrderId, found.VenueId, found.State, found.Filled).ShouldBe((order.Id, report.VenueId, OrderState.Filled, order.Spec.Quantity));
        found.AveragePrice!.Value.ShouldBe(told.Sum(fill => fill.Price * fill.Quantity) / order.Spec.Quantity, tolerance: 0.001m);
        (await bench.PositionAsync())!.Quantity.ShouldBe(order.Spec.Quantity);
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RoundTrip_BothWays_BalancesToTheLastUnit()
    {
        await using var bench = await BeginAsync();
        var before = (await bench.Session.GetAccountAsync(default)).Balances[bench.Asset];
        var fills = new List<Fill>();
        var (_, ask) = await bench.BestAsync();
        var quantity = bench.QuantityOf(500, ask);
        foreach (var (side, size, reduceOnly) in new[]
        {
            (OrderSide.Buy, quantity * 2, false), (OrderSide.Sell, quantity, true), (OrderSide.Sell, quantity * 3, false), (OrderSide.Buy, quantity * 2, true),
        })
        {
            var order = bench.New(OrderType.Market, side, size, reduceOnly: reduceOnly);
            await bench.Session.PlaceAsync(order, default);
            fills.AddRange(await FillsAsync(bench, order));
        }

        var account = await bench.Session.GetAccountAsync(default);
        account.Positions.ShouldBeEmpty();
        fills.Sum(fill => fill.SignedQuantity).ShouldBe(0);
        var profit = -fills.Sum(fill => fill.SignedQuantity * fill.Price) - fills.Sum(fill => fill.Fee);
        account.Balances[bench.Asset].ShouldBe(before + profit, tolerance: 0.000001m);
        (await bench.Session.GetFillsAsync(bench.Instrument, fills[0].Time, default)).ShouldBe(fills);
        (await bench.Session.GetFillsAsync(bench.Instrument, fills[^1].Time + 1, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Limit_FarFromThePrice_RestsIsFoundAndCancelled()
    {
        await using var bench = await BeginAsync();
        var order = await RestingAsync(bench);
        var placed = await bench.Session.PlaceAsync(order, default);
        (placed.OrderId, placed.State, placed.Filled).ShouldBe((order.Id, OrderState.Accepted, 0m));
        (await ReportAsync(bench, order, OrderState.Accepted)).VenueId.ShouldBe(placed.VenueId);
        (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.State.ShouldBe(OrderState.Accepted);
        var open = (await bench.Session.GetOpenOrdersAsync(default)).ShouldHaveSingleItem();
        open.OrderId.ShouldBe(order.Id);
        open.Spec.ShouldBe(order.Spec);
        (await bench.Session.CancelAsync(OrderReference.Of(order), default)).OrderId.ShouldBe(order.Id);
        await ReportAsync(bench, order, OrderState.Cancelled);
        (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.State.ShouldBe(OrderState.Cancelled);
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldBeEmpty();
        await RefusedAsync(() => bench.Session.CancelAsync(OrderReference.Of(order), default), ErrorKind.UnknownOrder);
    }

    [Fact]
    public async Task Unknown_Order_IsNotFoundAndNotCancelled()
    {
        await using var bench = await BeginAsync();
        foreach (var isConditional in (bool[])[false, true])
        {
            var stranger = new OrderReference(bench.Instrument, "nosuchorder", null, isConditional);
            (await bench.Session.FindOrderAsync(stranger, default)).ShouldBeNull();
            await RefusedAsync(() => bench.Session.CancelAsync(stranger, default), ErrorKind.UnknownOrder);
        }
    }

    [Fact]
    public async Task Id_TakenByAnOpenOrder_IsADuplicateThatIsAskedAbout()
    {
        await using var bench = await BeginAsync();
        var order = await RestingAsync(bench);
        await bench.Session.PlaceAsync(order, default);
        var refusal = await Should.ThrowAsync<VenueException>(bench.Session.PlaceAsync(order, default));
        (refusal.Kind, refusal.IsOutcomeUnknown).ShouldBe((ErrorKind.DuplicateOrder, true));
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldHaveSingleItem().OrderId.ShouldBe(order.Id);
    }

    [Fact]
    public async Task PostOnly_ThatWouldTake_DoesNotTrade()
    {
        await using var bench = await BeginAsync();
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(
            OrderType.Limit, OrderSide.Buy, bench.QuantityOf(500, ask), price: bench.ToTick(ask * 1.01m), duration: TimeInForce.PostOnly);
        await EndsWithoutTradeAsync(bench, order);
    }

    [Fact]
    public async Task ReduceOnly_WithoutAPosition_DoesNotTrade()
    {
        await using var bench = await BeginAsync();
        var (_, ask) = await bench.BestAsync();
        await EndsWithoutTradeAsync(bench, bench.New(OrderType.Market, OrderSide.Buy, bench.QuantityOf(500, ask), reduceOnly: true));
    }

    [Fact]
    public async Task FillOrKill_AwayFromThePrice_DoesNotTrade()
    {
        await using var bench = await BeginAsync();
        var (bid, _) = await bench.BestAsync();
        await EndsWithoutTradeAsync(bench, bench.New(
            OrderType.Limit, OrderSide.Buy, bench.QuantityOf(500, bid), price: bench.ToTick(bid * 0.98m), duration: TimeInForce.FillOrKill));
    }

    [Fact]
    public async Task ImmediateOrCancel_AwayFromThePrice_EndsWithoutTrade()
    {
        await using var bench = await BeginAsync();
        var (bid, _) = await bench.BestAsync();
        await EndsWithoutTradeAsync(bench, bench.New(
            OrderType.Limit, OrderSide.Buy, bench.QuantityOf(500, bid), price: bench.ToTick(bid * 0.98m), duration: TimeInForce.ImmediateOrCancel));
    }

    [Fact]
    public async Task Order_AgainstTheRules_IsRefusedForCertain()
    {
        await using var bench = await BeginAsync();
        var (bid, _) = await bench.BestAsync();
        var price = bench.ToTick(bid * 0.98m);
        foreach (var (order, kind) in new[]
        {
            (bench.New(OrderType.Market, OrderSide.Buy, bench.Info.StepSize / 10), ErrorKind.OrderRejected),
            (bench.New(OrderType.Limit, OrderSide.Buy, bench.QuantityOf(500, bid), price: price + (bench.Info.TickSize / 10)), ErrorKind.OrderRejected),
            (bench.New(OrderType.Limit, OrderSide.Buy, bench.QuantityOf(900_000, bid), price: price), ErrorKind.InsufficientMargin),
        })
        {
            var refusal = await Should.ThrowAsync<VenueException>(bench.Session.PlaceAsync(order, default));
            (refusal.Kind, refusal.IsOutcomeUnknown, refusal.IsTransient).ShouldBe((kind, false, false), refusal.Message);
            (await bench.Session.FindOrderAsync(OrderReference.Of(order), default)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Keys_Wrong_AreUnauthorized()
    {
        await using var bench = await BeginAsync();
        foreach (var (key, secret) in new[] { ("nobodyskey", "simulatorSecret"), ("simulatorKey", "nobodyssecret") })
        {
            await using var stranger = bench.Open(key, secret);
            var refusal = await RefusedAsync(() => stranger.GetAccountAsync(default), ErrorKind.Unauthorized);
            refusal.ToString().ShouldNotContain(key == "simulatorKey" ? secret : key);
        }
    }

    [Fact]
    public async Task Stop_FarFromThePrice_WaitsAndIsCancelled()
    {
        await using var bench = await BeginAsync();
        var (bid, ask) = await bench.BestAsync();
        foreach (var order in new[]
        {
            bench.New(OrderType.StopMarket, OrderSide.Buy, bench.QuantityOf(500, ask), stop: bench.ToTick(ask * 1.04m)),
            bench.New(OrderType.TakeProfitMarket, OrderSide.Buy, bench.QuantityOf(500, ask), stop: bench.ToTick(bid * 0.96m)),
            bench.New(OrderType.StopLimit, OrderSide.Buy, bench.QuantityOf(500, ask), bench.ToTick(ask * 1.041m), bench.ToTick(ask * 1.04m)),
            bench.New(OrderType.TakeProfitLimit, OrderSide.Sell, bench.QuantityOf(500, ask), bench.ToTick(ask * 1.039m), bench.ToTick(ask * 1.04m)),
            bench.New(OrderType.TrailingStop, OrderSide.Buy, bench.QuantityOf(500, ask), trailing: 5),
        })
        {
            var placed = await bench.Session.PlaceAsync(order, default);
            (placed.OrderId, placed.State).ShouldBe((order.Id, OrderState.Accepted), order.Spec.Type.ToString());
            await ReportAsync(bench, order, OrderState.Accepted);
            var open = (await bench.Session.GetOpenOrdersAsync(default)).ShouldHaveSingleItem();
            (open.OrderId, open.Spec!.Type, open.Spec.StopPrice, open.Spec.Price, open.Spec.Quantity).ShouldBe(
                (order.Id, order.Spec.Type, order.Spec.StopPrice, order.Spec.Price, order.Spec.Quantity));
            (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.State.ShouldBe(OrderState.Accepted);
            await bench.Session.CancelAsync(OrderReference.Of(order), default);
            await ReportAsync(bench, order, OrderState.Cancelled);
            (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.State.ShouldBe(OrderState.Cancelled);
        }

        (await bench.Session.GetOpenOrdersAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_Reached_TradesUnderOurId()
    {
        await using var bench = await BeginAsync();
        var (bid, ask) = await bench.BestAsync();
        var quantity = bench.QuantityOf(500, ask);
        // Whichever way the market goes, one of them is reached.
        Order[] stops =
        [
            bench.New(OrderType.StopMarket, OrderSide.Buy, quantity, stop: bench.ToTick(ask * 1.0004m)),
            bench.New(OrderType.StopMarket, OrderSide.Sell, quantity, stop: bench.ToTick(bid * 0.9996m)),
        ];
        foreach (var stop in stops)
            await bench.Session.PlaceAsync(stop, default);
        var first = await bench.Sink.UntilAsync<Fill>();
        var reached = stops.Single(stop => stop.Id == first.OrderId);
        var fills = new List<Fill> { first };
        while (fills.Where(fill => fill.OrderId == reached.Id).Sum(fill => fill.Quantity) < quantity)
            fills.Add(await bench.Sink.UntilAsync<Fill>(fill => fill.OrderId == reached.Id));
        first.Side.ShouldBe(reached.Spec.Side);
        var found = (await bench.Session.FindOrderAsync(OrderReference.Of(reached), default))!;
        (found.OrderId, found.State, found.Filled).ShouldBe((reached.Id, OrderState.Filled, quantity));
        await RefusedAsync(() => bench.Session.CancelAsync(OrderReference.Of(reached), default), ErrorKind.UnknownOrder);
        // Another session, as after a restart, knows it by the same id.
        await using var later = bench.Open("simulatorKey", "simulatorSecret");
        var asked = await later.GetFillsAsync(bench.Instrument, first.Time, default);
        asked.Where(fill => fill.OrderId == reached.Id).Sum(fill => fill.Quantity).ShouldBe(quantity);
    }

    [Fact]
    public async Task Leverage_SetTwice_IsSet()
    {
        await using var bench = await BeginAsync();
        await bench.Session.SetLeverageAsync(bench.Instrument, 7, MarginMode.Isolated, default);
        await bench.Session.SetLeverageAsync(bench.Instrument, 7, MarginMode.Isolated, default);
        await bench.Session.SetLeverageAsync(bench.Instrument, 3, MarginMode.Cross, default);
        await RefusedAsync(() => bench.Session.SetLeverageAsync(bench.Instrument, 100_000, MarginMode.Cross, default), null);
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.Market, OrderSide.Buy, bench.QuantityOf(500, ask));
        await bench.Session.PlaceAsync(order, default);
        // Some venues do not tell it with the position.
        ((await bench.PositionAsync())!.Leverage ?? 3).ShouldBe(3);
    }

    [Fact]
    public async Task Hedged_LongAndShort_StandSideBySide()
    {
        await using var bench = await BeginAsync();
        (await bench.Session.GetAccountAsync(default)).IsHedged.ShouldBe(false);
        await bench.Session.SetPositionModeAsync(true, default);
        await bench.Session.SetPositionModeAsync(true, default);
        var (_, ask) = await bench.BestAsync();
        var quantity = bench.QuantityOf(500, ask);
        var buying = bench.New(OrderType.Market, OrderSide.Buy, quantity, position: PositionSide.Long);
        var selling = bench.New(OrderType.Market, OrderSide.Sell, quantity * 2, position: PositionSide.Short);
        foreach (var order in (Order[])[buying, selling])
        {
            await bench.Session.PlaceAsync(order, default);
            (await FillsAsync(bench, order)).ShouldAllBe(fill => fill.PositionSide == order.Spec.PositionSide);
        }

        (await bench.Session.GetAccountAsync(default)).IsHedged.ShouldBe(true);
        (await bench.PositionAsync(PositionSide.Long))!.Quantity.ShouldBe(quantity);
        (await bench.PositionAsync(PositionSide.Short))!.Quantity.ShouldBe(quantity * -2);
        var closing = bench.New(OrderType.Market, OrderSide.Sell, quantity, position: PositionSide.Long, reduceOnly: true);
        await bench.Session.PlaceAsync(closing, default);
        await FillsAsync(bench, closing);
        (await bench.PositionAsync(PositionSide.Long)).ShouldBeNull();
    }

    [Fact]
    public async Task CashMoves_AskedTwice_AreTheSame()
    {
        await using var bench = await BeginAsync();
        var moves = await bench.Session.GetCashMovesAsync(0, default);
        moves.Select(move => move.Id).ShouldBeUnique();
        (await bench.Session.GetCashMovesAsync(0, default)).ShouldBe(moves);
    }

    [Fact]
    public async Task Stream_Cut_IsMadeAnewAndGoesOn()
    {
        await using var bench = await BeginAsync();
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Drop });
        await bench.Sink.WhenInterruptedAsync();
        await bench.Sink.WhenConnectedAsync();
        var order = await RestingAsync(bench);
        await bench.Session.PlaceAsync(order, default);
        await ReportAsync(bench, order, OrderState.Accepted);
    }

    [Fact]
    public async Task Position_OnTheStream_IsToldAsItChanges()
    {
        await using var bench = await BeginAsync();
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.Market, OrderSide.Buy, bench.QuantityOf(500, ask));
        await bench.Session.PlaceAsync(order, default);
        await bench.Sink.UntilAsync<VenueAccount>(account =>
            account.Positions.Any(position => position.Key == new PositionKey(bench.Instrument, PositionSide.Net) && position.Quantity == order.Spec.Quantity));
    }

    private async Task<TradingBench> BeginAsync()
    {
        var bench = await StartAsync();
        await bench.BeginAsync();
        return bench;
    }

    /// <summary>A limit order that will not trade while the test runs.</summary>
    private static async Task<Order> RestingAsync(TradingBench bench)
    {
        var (bid, _) = await bench.BestAsync();
        return bench.New(OrderType.Limit, OrderSide.Buy, bench.QuantityOf(500, bid), price: bench.ToTick(bid * 0.96m));
    }

    /// <summary>Every execution of an order that fills whole, as the stream tells them.</summary>
    private static async Task<List<Fill>> FillsAsync(TradingBench bench, Order order)
    {
        var fills = new List<Fill>();
        while (fills.Sum(fill => fill.Quantity) < order.Spec.Quantity)
            fills.Add(await bench.Sink.UntilAsync<Fill>(fill => fill.OrderId == order.Id));
        fills.Sum(fill => fill.Quantity).ShouldBe(order.Spec.Quantity);
        return fills;
    }

    private static Task<OrderReport> ReportAsync(TradingBench bench, Order order, OrderState state) =>
        bench.Sink.UntilAsync<OrderReport>(report => report.OrderId == order.Id && report.State == state);

    /// <summary>Refused, or taken and ended by the venue: either way nothing has traded, and that is certain.</summary>
    private static async Task EndsWithoutTradeAsync(TradingBench bench, Order order)
    {
        try
        {
            await bench.Session.PlaceAsync(order, default);
            var ended = await bench.Sink.UntilAsync<OrderReport>(report => report.OrderId == order.Id && report.State is not (OrderState.Accepted or OrderState.New));
            (ended.State is OrderState.Expired or OrderState.Cancelled or OrderState.Rejected, ended.Filled).ShouldBe((true, 0m), ended.ToString());
        }
        catch (VenueException refusal)
        {
            (refusal.Kind, refusal.IsOutcomeUnknown).ShouldBe((ErrorKind.OrderRejected, false), refusal.Message);
        }

        (await bench.Session.GetAccountAsync(default)).Positions.ShouldBeEmpty();
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldBeEmpty();
    }

    private static async Task<VenueException> RefusedAsync(Func<Task> call, ErrorKind? kind)
    {
        var refusal = await Should.ThrowAsync<VenueException>(call().WaitAsync(Patience.Long));
        refusal.IsOutcomeUnknown.ShouldBeFalse(refusal.Message);
        if (kind is { } expected)
            refusal.Kind.ShouldBe(expected, refusal.Message);
        return refusal;
    }
}
