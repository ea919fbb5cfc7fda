using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Requests that go wrong.</summary>
public abstract partial class TradingSessionConformance
{
    [Theory]
    [InlineData(OrderOutcome.AnsweredLate, true, null)]
    [InlineData(OrderOutcome.AnswerLost, true, true)]
    [InlineData(OrderOutcome.RequestLost, false, true)]
    [InlineData(OrderOutcome.UnknownDone, true, true)]
    [InlineData(OrderOutcome.UnknownNotDone, false, true)]
    [InlineData(OrderOutcome.TimedOutDone, true, true)]
    [InlineData(OrderOutcome.TimedOutNotDone, false, true)]
    [InlineData(OrderOutcome.Unavailable, false, false)]
    [InlineData(OrderOutcome.Rejected, false, false)]
    public async Task Outcome_OfAnOrder_IsToldFromRefusalAndFoundByAsking(OrderOutcome outcome, bool isThere, bool? isUnknown)
    {
        await using var bench = await BeginAsync();
        var (bid, ask) = await bench.BestAsync();
        Order[] orders = [await RestingAsync(bench), bench.New(OrderType.StopMarket, OrderSide.Buy, bench.QuantityOf(500, ask), stop: bench.ToTick(ask * 1.04m))];
        foreach (var order in orders)
        {
            bench.Simulator.Faults.Inject(new FaultRequest
            {
                Fault = FaultKind.Order, Outcome = outcome, Count = 1, DelayMs = outcome == OrderOutcome.AnsweredLate ? 50 : null,
            });
            var told = await OutcomeAsync(() => bench.Session.PlaceAsync(order, default));
            told.ShouldBe(isUnknown, order.Spec.Type.ToString());
            var found = await bench.Session.FindOrderAsync(OrderReference.Of(order), default);
            found?.State.ShouldBe(OrderState.Accepted);
            (found is not null).ShouldBe(isThere, order.Spec.Type.ToString());
        }

        (await bench.Session.GetOpenOrdersAsync(default)).Select(order => order.OrderId).ShouldBe(
            isThere ? orders.Select(order => order.Id) : [], ignoreOrder: true);
    }

    [Theory]
    [InlineData(OrderOutcome.AnswerLost, true, true)]
    [InlineData(OrderOutcome.RequestLost, false, true)]
    [InlineData(OrderOutcome.UnknownDone, true, true)]
    [InlineData(OrderOutcome.Unavailable, false, false)]
    public async Task Outcome_OfACancellation_IsFoundByAsking(OrderOutcome outcome, bool isDone, bool isUnknown)
    {
        await using var bench = await BeginAsync();
        var order = await RestingAsync(bench);
        await bench.Session.PlaceAsync(order, default);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Order, Outcome = outcome, Count = 1 });
        (await OutcomeAsync(() => bench.Session.CancelAsync(OrderReference.Of(order), default))).ShouldBe(isUnknown);
        (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.State.ShouldBe(isDone ? OrderState.Cancelled : OrderState.Accepted);
    }

    /// <summary>It was done, and what was answered is no answer: that is not known to be a refusal.</summary>
    [Fact]
    public async Task Outcome_OfAnOrderWhoseAnswerCannotBeRead_IsUnknownAndFoundByAsking()
    {
        await using var bench = await BeginAsync();
        var order = await RestingAsync(bench);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Garble, Count = 1, Path = order.Spec.Instrument.Venue == "okx" ? "/api/v5/trade/" : "/fapi/v1/order" });
        (await OutcomeAsync(() => bench.Session.PlaceAsync(order, default))).ShouldBe(true);
        bench.Simulator.Faults.Active.ShouldBeEmpty("it has struck");
        (await bench.Session.FindOrderAsync(OrderReference.Of(order), default))!.State.ShouldBe(OrderState.Accepted);
    }

    /// <summary>Null when it was answered; else whether its outcome is unknown.</summary>
    private static async Task<bool?> OutcomeAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(Patience.Long);
            return null;
        }
        catch (VenueException fault)
        {
            return fault.IsOutcomeUnknown;
        }
    }
}
