using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts;

public sealed class ReconciliationTests
{
    private readonly TestAccount _account = new();

    [Fact]
    public void Difference_SeenTwiceWithNothingBetween_IsRecordedAndBooked()
    {
        Compare(quantity: 3).Events.ShouldBeEmpty();
        Search();
        var step = Compare(quantity: 3);
        step.Events.OfType<DifferenceFound>().ShouldHaveSingleItem().Subject.ShouldBe("position/sim:BTCUSDT");
        (_account.Book.PositionOf(TestAccount.Key).Quantity, _account.Book.PositionOf(TestAccount.Key).EntryPrice).ShouldBe((3, 90));
        Compare(quantity: 3).Events.ShouldBeEmpty();
        _account.Machine.ReconciledAt.ShouldBe(_account.Time);
    }

    [Fact]
    public void Difference_FillsWereNotSearched_IsNotBelieved()
    {
        for (var i = 0; i < 5; i++)
            Compare(quantity: 3).Effects.OfType<AskFills>().ShouldNotBeEmpty();
        _account.Events.OfType<DifferenceFound>().ShouldBeEmpty();
    }

    [Fact]
    public void Difference_ExplainedByASearchedFill_IsNone()
    {
        Compare(quantity: 3);
        Search(new Fill(TestAccount.Id, "web", null, "v7", OrderSide.Buy, PositionSide.Net, 90, 3, 0, "USDT", false, _account.Time));
        Compare(quantity: 3).Events.ShouldBeEmpty();
        _account.Book.PositionOf(TestAccount.Key).Quantity.ShouldBe(3);
    }

    [Fact]
    public void Difference_SomethingMovesBetween_StartsAgain()
    {
        Compare(quantity: 3);
        Search();
        var order = _account.Place("a", 1).Order!;
        Compare(quantity: 3).Events.OfType<DifferenceFound>().ShouldBeEmpty();
        _account.Fill(order, "t", 1, 100);
        Compare(quantity: 4).Events.OfType<DifferenceFound>().ShouldBeEmpty();
        Search();
        Compare(quantity: 4).Events.OfType<DifferenceFound>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Difference_SnapshotAskedForBeforeAFill_IsNotLookedAt()
    {
        var order = _account.Place("a", 1).Order!;
        var ask = new AskAccount(_account.Time, _account.Book.Version);
        _account.Fill(order, "t", 1, 100);
        _account.Keep(_account.Machine.Reconcile(_account.Snapshot(ask, quantity: 0), _account.Time)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Balance_DiffersTwice_IsCorrectedAndRecorded()
    {
        Compare(cash: 9_990).Events.ShouldBeEmpty();
        Search();
        var step = Compare(cash: 9_990);
        step.Events.OfType<CashMoved>().ShouldHaveSingleItem().Reason.ShouldBe(CashReason.Correction);
        _account.Book.Cash["USDT"].ShouldBe(9_990);
        Compare(cash: 9_990.0005m).Events.ShouldBeEmpty();
        _account.Machine.ReconciledAt.ShouldNotBeNull();
    }

    [Fact]
    public void Balance_ExplainedByASearchedDeposit_IsNoDifference()
    {
        Compare(cash: 10_100);
        Search(moves: new CashMoved(_account.Time, "d1", CashReason.Deposit, "USDT", 100, null));
        Compare(cash: 10_100).Events.ShouldBeEmpty();
        _account.Book.Cash["USDT"].ShouldBe(10_100);
    }

    /// <summary>Bought at 100 and at 110, sold one: who counts the second purchase after the sale has earned more and stands higher.</summary>
    [Fact]
    public void Balance_ExecutionCameLate_IsNoDifference()
    {
        var order = _account.Place("a", 2).Order!;
        _account.Fill(order, "first", 1, 100);
        _account.Fill(_account.Place("b", 1, OrderSide.Sell).Order!, "sale", 1, 120);
        _account.Fill(order, "late", 1, 110);
        (_account.Book.Cash["USDT"], _account.Book.PositionOf(TestAccount.Key).Cost).ShouldBe((10_020, 110));
        for (var i = 0; i < 3; i++)
        {
            Search();
            var snapshot = _account.Snapshot(Ask(), cash: 10_015) with { Holdings = [new VenueHolding(TestAccount.Key, 1, 105, null, null)] };
            _account.Keep(_account.Machine.Reconcile(snapshot, _account.Time)).Events.OfType<CashMoved>().ShouldBeEmpty();
        }

        _account.Machine.ReconciledAt.ShouldBe(_account.Time);
    }

    [Fact]
    public void OpenOrder_VenueDoesNotList_IsAskedAbout()
    {
        var order = _account.Place("a", 1, type: OrderType.Limit, price: 90).Order!;
        _account.Keep(_account.Machine.Report(new OrderReport(order.Id, "v", OrderState.Accepted, 0, null, _account.Time, null), _account.Time));
        var step = _account.Keep(_account.Machine.Reconcile(_account.Snapshot(Ask()) with { OpenOrders = [] }, _account.Time));
        step.Effects.OfType<AskOrder>().ShouldHaveSingleItem().Order.Id.ShouldBe(order.Id);
        _account.Machine.ReconciledAt.ShouldBeNull();
    }

    [Fact]
    public void OpenOrder_NotOurs_IsFollowed()
    {
        var spec = new OrderSpec(TestAccount.Id, OrderSide.Sell, PositionSide.Net, OrderType.Limit, 2, 200, null, null, TimeInForce.GoodTillCancel, false);
        var report = new OrderReport("web_1", "v5", OrderState.PartiallyFilled, 0.5m, 200, _account.Time, null, spec);
        _account.Keep(_account.Machine.Reconcile(_account.Snapshot(Ask()) with { OpenOrders = [report] }, _account.Time));
        var order = _account.Book.FindOrder("web_1")!;
        (order.Purpose, order.State, order.Outstanding).ShouldBe((OrderPurpose.External, OrderState.PartiallyFilled, 1.5m));
        _account.Keep(_account.Machine.Report(report with { State = OrderState.Filled, Filled = 2 }, _account.Time));
        _account.Book.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void OrderThatEndedHere_RestsThere_ItsEndIsAskedFor()
    {
        var order = _account.Place("a", 1, type: OrderType.Limit, price: 90).Order!;
        _account.Keep(_account.Machine.SendRefused(order.Id, "refused", _account.Time));
        var listed = new OrderReport(order.Id, "v", OrderState.Accepted, 0, null, _account.Time, null, order.Spec);
        var step = _account.Keep(_account.Machine.Reconcile(_account.Snapshot(Ask()) with { OpenOrders = [listed] }, _account.Time));
        step.Effects.OfType<CancelOrder>().ShouldHaveSingleItem();
        step.Events.ShouldHaveSingleItem().ShouldBeOfType<DifferenceFound>().Subject.ShouldBe($"order/{order.Id}");
    }

    private AccountStep Compare(decimal? quantity = null, decimal? cash = null) =>
        _account.Keep(_account.Machine.Reconcile(_account.Snapshot(Ask(), quantity, cash), _account.Time));

    private AskAccount Ask()
    {
        _account.Time += 60_000;
        return _account.Keep(_account.Machine.BeginReconcile(_account.Time)).Effects.OfType<AskAccount>().Single();
    }

    /// <summary>The executions and movements of the last day were asked for and came.</summary>
    private void Search(Fill? fill = null, CashMoved? moves = null)
    {
        var from = _account.Book.OpenedAt;
        _account.Keep(_account.Machine.Fills(new AskFills(TestAccount.Id, from, _account.Time), fill is null ? [] : [fill], _account.Time));
        _account.Keep(_account.Machine.CashMoves(new AskCash(from, _account.Time), moves is null ? [] : [moves]));
    }
}
