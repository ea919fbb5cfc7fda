using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Conditional orders.</summary>
public abstract partial class TradingSessionConformance
{
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
        // So far off that the market is not there before they are, however slow the machine.
        var reached = bench.New(OrderType.StopMarket, OrderSide.Sell, quantity, stop: bench.ToTick(bid * 0.99m));
        var other = bench.New(OrderType.StopMarket, OrderSide.Buy, quantity, stop: bench.ToTick(ask * 1.05m));
        foreach (var stop in new[] { reached, other })
            await bench.Session.PlaceAsync(stop, default);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = bench.Market.Venue, Symbol = "BTCUSDT", Percent = -2 });
        var fills = await FillsAsync(bench, reached);
        fills.Sum(fill => fill.Quantity).ShouldBe(quantity);
        fills.ShouldAllBe(fill => fill.Side == OrderSide.Sell);
        var found = (await bench.Session.FindOrderAsync(OrderReference.Of(reached), default))!;
        (found.OrderId, found.State, found.Filled).ShouldBe((reached.Id, OrderState.Filled, quantity));
        await RefusedAsync(() => bench.Session.CancelAsync(OrderReference.Of(reached), default), ErrorKind.UnknownOrder);
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldHaveSingleItem().OrderId.ShouldBe(other.Id);
        // Another session, as after a restart, knows it by the same id.
        await using var later = bench.Open("simulatorKey", "simulatorSecret");
        var asked = await later.GetFillsAsync(bench.Instrument, fills[0].Time, default);
        asked.Where(fill => fill.OrderId == reached.Id).Sum(fill => fill.Quantity).ShouldBe(quantity);
    }

    [Fact]
    public async Task Stop_TriggeredToALimitThatRests_IsCancelledAsWhatItHasBecome()
    {
        await using var bench = await BeginAsync();
        var (bid, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.StopLimit, OrderSide.Buy, bench.QuantityOf(500, bid), bench.ToTick(bid * 0.97m), bench.ToTick(ask * 1.01m));
        var waiting = await bench.Session.PlaceAsync(order, default);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = bench.Market.Venue, Symbol = "BTCUSDT", Percent = 2 });
        var resting = await bench.Sink.UntilAsync<OrderReport>(
            report => report.OrderId == order.Id && report.State == OrderState.Accepted && report.VenueId != waiting.VenueId);
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldHaveSingleItem().OrderId.ShouldBe(order.Id);
        var cancelled = await bench.Session.CancelAsync(OrderReference.Of(order) with { VenueId = waiting.VenueId }, default);
        (cancelled.OrderId, cancelled.State).ShouldBe((order.Id, OrderState.Cancelled));
        (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.VenueId.ShouldBe(resting.VenueId);
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_GappedOver_TradesAtTheMarketBeyondIt()
    {
        await using var bench = await BeginAsync();
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.StopMarket, OrderSide.Buy, bench.QuantityOf(500, ask), stop: bench.ToTick(ask * 1.01m));
        await bench.Session.PlaceAsync(order, default);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = bench.Market.Venue, Symbol = "BTCUSDT", Percent = 2 });
        var fills = await FillsAsync(bench, order);
        fills.ShouldAllBe(fill => fill.Price > ask * 1.015m);
    }
}
