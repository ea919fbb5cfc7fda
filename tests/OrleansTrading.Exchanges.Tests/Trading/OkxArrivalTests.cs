using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Simulated;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Requests that are long on their way: what the connector says of them is what the venue does.</summary>
public sealed class OkxArrivalTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Order_LaterThanItsWindow_IsNotTaken()
    {
        await using var bench = await StartAsync();
        var (bid, _) = await bench.BestAsync();
        var order = bench.New(OrderType.Limit, OrderSide.Buy, bench.QuantityOf(500, bid), price: bench.ToTick(bid * 0.97m));
        Delay(bench);
        var refusal = await Should.ThrowAsync<VenueException>(bench.Session.PlaceAsync(order, default).WaitAsync(Patience.Long));
        (refusal.Code, refusal.Kind, refusal.IsOutcomeUnknown).ShouldBe((50036, ErrorKind.ClockSkew, false));
        (await bench.Session.FindOrderAsync(OrderReference.Of(order), default)).ShouldBeNull();
        bench.Session.Arrival.Orders.ShouldBeInRange(Window, OnItsWay);
    }

    [Fact]
    public async Task ConditionalOrder_LaterThanTheWindowOfOthers_IsTakenAllTheSame()
    {
        await using var bench = await StartAsync();
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.StopMarket, OrderSide.Buy, bench.QuantityOf(500, ask), stop: bench.ToTick(ask * 1.04m));
        Delay(bench);
        await bench.Session.PlaceAsync(order, default).WaitAsync(Patience.Long);
        (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.State.ShouldBe(OrderState.Accepted);
        // For as long as its signature is good.
        bench.Session.Arrival.Conditionals.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    private static async Task<TradingBench> StartAsync()
    {
        var bench = new OkxTradingBench(await OkxBench.StartAsync(speed: 1, weightLimit: 60_000), Window);
        await bench.BeginAsync();
        return bench;
    }

    private static void Delay(TradingBench bench) => bench.Simulator.Faults.Inject(new FaultRequest
    {
        Fault = FaultKind.Order, Outcome = OrderOutcome.ArrivesLate, Count = 1, DelayMs = (int)OnItsWay.TotalMilliseconds,
    });
}
