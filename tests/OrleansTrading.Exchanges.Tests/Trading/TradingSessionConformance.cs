using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>What every venue's trading session must do against the simulator; each venue inherits it.</summary>
public abstract partial class TradingSessionConformance
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
}
