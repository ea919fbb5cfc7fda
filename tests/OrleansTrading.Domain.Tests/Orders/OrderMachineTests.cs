using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Orders;

public sealed class OrderMachineTests
{
    private static readonly OrderSpec Spec = new(
        new InstrumentId("sim", "BTCUSDT"), OrderSide.Buy, PositionSide.Net, OrderType.Limit, 2, 100, null, null, TimeInForce.GoodTillCancel, false);

    private static readonly Order Intended = new("id", Spec, OrderPurpose.Manual, "key", 1);

    private static Order Sent => OrderMachine.Send(Intended, 2).Order;

    [Fact]
    public void Order_SentTwice_IsSentOnce()
    {
        OrderMachine.Send(Sent, 3).IsIgnored.ShouldBeTrue();
        Sent.SentAt.ShouldBe(2);
    }

    [Fact]
    public void Order_ReportedFilledBeforeItsFills_WaitsForThem()
    {
        var reported = OrderMachine.Report(Sent, Told(OrderState.Filled, 2)).Order;
        (reported.State, reported.Filled, reported.ReportedFilled, reported.IsSettled).ShouldBe((OrderState.PartiallyFilled, 0, 2, false));
        var part = OrderMachine.Book(reported, 1.5m, 99, 5).Order;
        (part.State, part.Outstanding).ShouldBe((OrderState.PartiallyFilled, 0.5m));
        var whole = OrderMachine.Book(part, 0.5m, 100, 6).Order;
        (whole.State, whole.IsSettled, whole.AveragePrice).ShouldBe((OrderState.Filled, true, 99.25m));
    }

    [Fact]
    public void Order_CancelledWithAPart_EndsAndKeepsTakingItsFills()
    {
        var cancelled = OrderMachine.Report(OrderMachine.Cancel(Accepted(), 3).Order, Told(OrderState.Cancelled, 1)).Order;
        (cancelled.State, cancelled.IsFinal, cancelled.IsSettled, cancelled.Outstanding).ShouldBe((OrderState.Cancelled, true, false, 1));
        var booked = OrderMachine.Book(cancelled, 1, 100, 5).Order;
        (booked.State, booked.IsSettled, booked.Outstanding).ShouldBe((OrderState.Cancelled, true, 0));
    }

    [Fact]
    public void Order_LateNewsAfterCancelIntended_StaysCancelling()
    {
        var cancelling = OrderMachine.Cancel(Accepted(), 3).Order;
        OrderMachine.Report(cancelling, Told(OrderState.Accepted, 0)).IsIgnored.ShouldBeTrue();
        OrderMachine.Report(cancelling, Told(OrderState.PartiallyFilled, 1)).Order.State.ShouldBe(OrderState.Cancelling);
        OrderMachine.Book(cancelling, 2, 100, 4).Order.State.ShouldBe(OrderState.Filled);
    }

    [Theory]
    [InlineData(OrderState.Accepted, 0, OrderState.Accepted)]
    [InlineData(OrderState.PartiallyFilled, 1, OrderState.PartiallyFilled)]
    [InlineData(OrderState.Cancelled, 0, OrderState.Cancelled)]
    [InlineData(OrderState.Rejected, 0, OrderState.Rejected)]
    [InlineData(OrderState.Expired, 0, OrderState.Expired)]
    public void Order_Unknown_IsResolvedByAnyWordOfTheVenue(OrderState told, decimal filled, OrderState expected)
    {
        var unknown = OrderMachine.LoseTrack(Sent, "no answer", 3).Order;
        unknown.State.ShouldBe(OrderState.Unknown);
        OrderMachine.Report(unknown, Told(told, filled)).Order.State.ShouldBe(expected);
    }

    [Fact]
    public void Order_RefusalAfterTheVenueHasIt_IsNotBelieved()
    {
        OrderMachine.Refuse(Accepted(), "duplicate", 4).IsIgnored.ShouldBeTrue();
        OrderMachine.Refuse(Sent, "no margin", 4).Order.State.ShouldBe(OrderState.Rejected);
    }

    [Fact]
    public void Order_NeverSent_CannotBeUnknownAndIsCancelledAtOnce()
    {
        OrderMachine.LoseTrack(Intended, "no answer", 3).IsIgnored.ShouldBeTrue();
        OrderMachine.Cancel(Intended, 3).Order.State.ShouldBe(OrderState.Cancelled);
    }

    [Fact]
    public void Order_CutByTheVenue_EndsWithLess()
    {
        var cut = OrderMachine.Report(Accepted(), Told(OrderState.Filled, 1.5m)).Order;
        (cut.State, cut.Reason, cut.Outstanding).ShouldBe((OrderState.Expired, "the venue cut it from 2 to 1.5", 1.5m));
    }

    /// <summary>Every order of every kind of news: a final state is never left, nothing counted shrinks, and Filled means booked.</summary>
    [Fact]
    public void Order_AnyNewsInAnyOrder_NeverGoesBack()
    {
        var random = new Random(7);
        for (var run = 0; run < 20_000; run++)
        {
            var order = Intended;
            for (var step = 0; step < 12; step++)
            {
                var change = Happen(order, random);
                var next = change.Order;
                (change.IsIgnored ? next == order : next != order).ShouldBeTrue();
                if (order.IsFinal)
                    next.State.ShouldBe(order.State);
                (next.Filled >= order.Filled && next.ReportedFilled >= order.ReportedFilled && next.UpdatedAt >= order.UpdatedAt).ShouldBeTrue();
                (next.VenueId == order.VenueId || order.VenueId is null).ShouldBeTrue();
                (next.SentAt == order.SentAt || order.SentAt is null).ShouldBeTrue();
                if (next.State == OrderState.Filled)
                    next.Filled.ShouldBeGreaterThanOrEqualTo(next.Spec.Quantity);
                next.Outstanding.ShouldBeGreaterThanOrEqualTo(0);
                order = next;
            }
        }
    }

    private static OrderChange Happen(Order order, Random random) => random.Next(9) switch
    {
        0 => OrderMachine.Send(order, 20),
        1 => OrderMachine.Refuse(order, "refused", 20),
        2 => OrderMachine.LoseTrack(order, "no answer", 20),
        3 => OrderMachine.Cancel(order, 20),
        4 => OrderMachine.Missing(order, "missing", 20),
        5 when order.Filled < order.Spec.Quantity => OrderMachine.Book(order, Math.Min(random.Next(1, 4) * 0.5m, order.Remaining), 100, random.Next(30)),
        _ => OrderMachine.Report(order, Told((OrderState)random.Next(9), random.Next(5) * 0.5m) with { Time = random.Next(30) }),
    };

    private static Order Accepted() => OrderMachine.Report(Sent, Told(OrderState.Accepted, 0)).Order;

    private static OrderReport Told(OrderState state, decimal filled) => new("id", "v1", state, filled, null, 4, null);
}
