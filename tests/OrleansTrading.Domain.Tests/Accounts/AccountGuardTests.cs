using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts;

public sealed class AccountGuardTests
{
    private static readonly GuardPlan Plan = new(90, [new GuardTarget(110, 0.5m)], null, null, null, null);
    private readonly TestAccount _account = new();

    [Fact]
    public void Guard_OrderWithPlanFillsInParts_ProtectsFromTheFirstPartAndGrows()
    {
        var order = Open(2, parts: 2);
        var guard = _account.Book.Guards[TestAccount.Key];
        (guard.Quantity, guard.EntryPrice, guard.IsLong, guard.Plan).ShouldBe((2, 100, true, Plan));
        _account.Events.OfType<GuardSet>().Select(set => set.Guard!.Id).Distinct().Count().ShouldBe(1);
        _account.Book.GuardOriginOf(TestAccount.Key).ShouldBe($"order/{order.Id}");
    }

    [Theory]
    [InlineData(95, 95)]
    [InlineData(null, null)]
    public void Guard_SetByHandWhileItsOrderStillTrades_StaysAsItWasSet(int? set, int? expected)
    {
        var order = _account.Keep(_account.Machine.Place(
            new OrderIntent("slow", OrderPurpose.Manual, new OrderSpec(TestAccount.Id, OrderSide.Buy, PositionSide.Net, OrderType.Limit, 3, 100, null, null, TimeInForce.GoodTillCancel, false), Plan),
            _account.Context)).Order!;
        _account.Fill(order, "t1", 1, 100);
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, new GuardPlan(set, [], null, null, null, null), "by hand", _account.Time));
        _account.Fill(order, "t2", 1, 100);
        _account.Book.Guards.GetValueOrDefault(TestAccount.Key)?.Plan.StopLoss.ShouldBe(expected);
        _account.Book.Guards.Count.ShouldBe(expected is null ? 0 : 1);
        _account.Restart();
    }

    [Fact]
    public void Trigger_ToldAgain_ClosesOnce()
    {
        Open(2);
        var step = Trigger(GuardCause.StopLoss, 1);
        step.Events.Select(happened => happened.GetType()).ShouldBe([typeof(GuardFired), typeof(OrderIntended), typeof(OrderSent)]);
        (step.Order!.Spec.Quantity, step.Order.Spec.Side, step.Order.Spec.ReduceOnly, step.Order.Purpose).ShouldBe((2, OrderSide.Sell, true, OrderPurpose.Guard));
        Trigger(GuardCause.StopLoss, 1).IsEmpty.ShouldBeTrue();
        _account.Fill(step.Order, "close", 2, 89);
        (_account.Book.Guards.Count, _account.Book.FiredGuards.Count, _account.Book.Realised).ShouldBe((0, 0, -22));
        _account.Restart().Effects.OfType<SendOrder>().ShouldBeEmpty();
    }

    [Fact]
    public void Trigger_OfAGuardThatIsGone_ClosesNothing()
    {
        Open(2);
        var old = _account.Book.Guards[TestAccount.Key].Id;
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, Plan with { StopLoss = 95 }, "test", _account.Time));
        _account.Machine.Trigger(new GuardTrigger(TestAccount.Key, old, GuardCause.StopLoss, 0, 1, 90, 89, 1), _account.Context).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Trigger_Target_ClosesItsShareOfTheWholeAndLeavesTheRestGuarded()
    {
        Open(2);
        var close = Trigger(GuardCause.TakeProfit, 0.5m).Order!;
        close.Spec.Quantity.ShouldBe(1);
        _account.Fill(close, "target", 1, 111);
        (_account.Book.Guards[TestAccount.Key].Progress.TargetsDone, _account.Book.PositionOf(TestAccount.Key).Quantity).ShouldBe((1, 1));
        Trigger(GuardCause.TakeProfit, 0.5m).IsEmpty.ShouldBeTrue();
        Trigger(GuardCause.StopLoss, 1).Order!.Spec.Quantity.ShouldBe(1);
    }

    [Fact]
    public void Trigger_CloseFailsOrIsTooSmall_IsPursuedUntilThePositionIsGone()
    {
        Open(2);
        var first = Trigger(GuardCause.StopLoss, 1).Order!;
        _account.Keep(_account.Machine.SendRefused(first.Id, "overloaded", _account.Time));
        _account.Tick().Effects.ShouldBeEmpty();
        _account.Time += 1_000;
        var second = _account.Tick().Effects.ShouldHaveSingleItem().ShouldBeOfType<SendOrder>().Order;
        (second.Id == first.Id, second.Spec.Quantity).ShouldBe((false, 2));
        _account.Time += 60_000;
        _account.Keep(_account.Machine.Report(new OrderReport(second.Id, "v", OrderState.Accepted, 0, null, _account.Time, null), _account.Time));
        _account.Tick().Effects.ShouldBeEmpty();
        _account.Fill(second, "close", 2, 80);
        _account.Time += 60_000;
        _account.Tick().Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Trigger_MoreThanTheVenueTakesAtOnce_ClosesPieceByPiece()
    {
        _account.Keep(_account.Machine.SetLimits(new RiskLimits { OrderNotional = new RiskLimit(1_000_000, BreachAction.Refuse) }, "test", _account.Time));
        Open(120);
        var close = Trigger(GuardCause.StopLoss, 1).Order;
        var sizes = new List<decimal>();
        for (var piece = 0; close is not null && piece < 10; piece++)
        {
            sizes.Add(close.Spec.Quantity);
            _account.Fill(close, $"close{piece}", close.Spec.Quantity, 80);
            close = _account.Tick().Effects.OfType<SendOrder>().FirstOrDefault()?.Order;
        }

        sizes.ShouldBe([50, 50, 20]);
        _account.Book.FiredGuards.ShouldBeEmpty();
    }

    [Fact]
    public void Trigger_KillSwitchIsOn_ClosesOnceItIsLifted()
    {
        Open(2);
        _account.Keep(_account.Machine.SwitchTo(TradingSwitch.Killed, "drill", "test", _account.Time));
        Trigger(GuardCause.StopLoss, 1).Refusal!.Code.ShouldBe(RefusalCodes.Killed);
        _account.Time += 5_000;
        _account.Tick().IsEmpty.ShouldBeTrue();
        _account.Keep(_account.Machine.SwitchTo(TradingSwitch.Halted, "after the drill", "test", _account.Time));
        _account.Tick().Effects.OfType<SendOrder>().ShouldHaveSingleItem().Order.Spec.Quantity.ShouldBe(2);
    }

    [Fact]
    public void Guard_Moves_OnlyTowardsMoreProtection()
    {
        Open(2);
        var guard = _account.Book.Guards[TestAccount.Key];
        _account.Keep(_account.Machine.MoveGuard(TestAccount.Key, guard.Id, new GuardProgress(105, 0, true, false), _account.Time)).Events.Length.ShouldBe(1);
        _account.Machine.MoveGuard(TestAccount.Key, guard.Id, new GuardProgress(103, 0, false, false), _account.Time).IsEmpty.ShouldBeTrue();
        _account.Book.Guards[TestAccount.Key].Progress.ShouldBe(new GuardProgress(105, 0, true, false));
        _account.Machine.MoveGuard(TestAccount.Key, "other", new GuardProgress(200, 1, true, true), _account.Time).IsEmpty.ShouldBeTrue();
        // Only a trigger says that a target is done.
        _account.Machine.MoveGuard(TestAccount.Key, guard.Id, new GuardProgress(103, 1, false, false), _account.Time).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Guard_PositionTurns_IsGone()
    {
        Open(2);
        _account.Fill(_account.Place("turn", 3, OrderSide.Sell).Order!, "turn", 3, 100);
        (_account.Book.Guards.Count, _account.Book.PositionOf(TestAccount.Key).Quantity).ShouldBe((0, -1));
    }

    private Order Open(decimal quantity, int parts = 1)
    {
        var spec = new OrderSpec(TestAccount.Id, OrderSide.Buy, PositionSide.Net, OrderType.Market, quantity, null, null, null, TimeInForce.GoodTillCancel, false);
        var order = _account.Keep(_account.Machine.Place(new OrderIntent("open", OrderPurpose.Manual, spec, Plan), _account.Context)).Order!;
        for (var part = 0; part < parts; part++)
            _account.Fill(order, $"open{part}", quantity / parts, 100);
        return order;
    }

    private AccountStep Trigger(GuardCause cause, decimal share) => _account.Keep(_account.Machine.Trigger(
        new GuardTrigger(TestAccount.Key, _account.Book.Guards[TestAccount.Key].Id, cause, 0, share, 90, 89, _account.Time), _account.Context));
}
