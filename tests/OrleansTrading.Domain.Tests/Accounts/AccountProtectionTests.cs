using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>Positions that nobody gave a stop get the account's own.</summary>
public sealed class AccountProtectionTests
{
    private readonly TestAccount _account = new(AccountRules.Default with { ProtectionPercent = 10 });

    private PositionGuard? Guard => _account.Book.Guards.GetValueOrDefault(TestAccount.Key);

    [Theory]
    [InlineData(OrderSide.Buy, 90)]
    [InlineData(OrderSide.Sell, 110)]
    public void Fill_OfAnOrderWithoutGuards_BringsTheAccountsStopInTheSameStep(OrderSide side, int stop)
    {
        var order = _account.Place("bare", 2, side).Order!;
        var step = _account.Fill(order, "t1", 1, 100);
        step.Events.Select(happened => happened.GetType()).ShouldBe([typeof(FillBooked), typeof(GuardSet)]);
        (Guard!.Plan.StopLoss, Guard.IsLong, Guard.Quantity).ShouldBe((stop, side == OrderSide.Buy, 1));
        var id = Guard.Id;
        _account.Fill(order, "t2", 1, 101);
        (Guard.Id, Guard.Plan.StopLoss, Guard.Quantity).ShouldBe((id, stop, 2));
        _account.Restart();
    }

    [Fact]
    public void Fill_OfSomebodyElseAtTheVenue_BringsTheStop()
    {
        _account.Keep(_account.Machine.Fill(
            new Fill(TestAccount.Id, "theirs", "by-hand", "v", OrderSide.Buy, PositionSide.Net, 100, 3, 0, "USDT", false, _account.Time), _account.Time));
        (Guard!.Plan.StopLoss, _account.Book.GuardOriginOf(TestAccount.Key)).ShouldBe((90, "protection"));
    }

    [Fact]
    public void Fill_OfSomebodyElseLongAgo_WaitsForTheMarketsPrice()
    {
        _account.Time += 120_000;
        _account.Price = 50;
        var step = _account.Keep(_account.Machine.Fill(
            new Fill(TestAccount.Id, "theirs", "by-hand", "v", OrderSide.Buy, PositionSide.Net, 100, 3, 0, "USDT", false, _account.Time - 60_000), _account.Time));
        step.Events.ShouldHaveSingleItem().ShouldBeOfType<FillBooked>();
        _account.Tick();
        Guard!.Plan.StopLoss.ShouldBe(45);
    }

    [Fact]
    public void Fill_OfAnOrderWithTargetsOnly_AddsTheStopToItsPlan()
    {
        var plan = new GuardPlan(null, [new GuardTarget(110, 0.5m)], null, null, null, null);
        var spec = new OrderSpec(TestAccount.Id, OrderSide.Buy, PositionSide.Net, OrderType.Market, 2, null, null, null, TimeInForce.GoodTillCancel, false);
        var order = _account.Keep(_account.Machine.Place(new OrderIntent("k", OrderPurpose.Manual, spec, plan), _account.Context)).Order!;
        _account.Fill(order, "t1", 1, 100);
        Guard!.Plan.ShouldBe(plan with { StopLoss = 90 });
        _account.Fill(order, "t2", 1, 100);
        (Guard.Quantity, _account.Events.OfType<GuardSet>().Select(set => set.Guard!.Id).Distinct().Count()).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData(95, null, 95)]
    [InlineData(null, 20, null)]
    public void Fill_OfAnOrderWithAStop_LeavesItAsItIs(int? stop, int? trailing, int? expected)
    {
        var plan = new GuardPlan(stop, [], trailing, null, null, null);
        var spec = new OrderSpec(TestAccount.Id, OrderSide.Buy, PositionSide.Net, OrderType.Market, 2, null, null, null, TimeInForce.GoodTillCancel, false);
        _account.Fill(_account.Keep(_account.Machine.Place(new OrderIntent("k", OrderPurpose.Manual, spec, plan), _account.Context)).Order!, "t1", 2, 100);
        Guard!.Plan.StopLoss.ShouldBe(expected);
        _account.Tick().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Position_FoundAtTheVenueFarUnderWater_IsStoppedFromTheMarketNotFromItsEntry()
    {
        _account.Keep(_account.Machine.Reconcile(_account.Snapshot(Ask(), quantity: 2), _account.Time));
        _account.Keep(_account.Machine.Fills(new AskFills(TestAccount.Id, 0, _account.Time), [], _account.Time));
        _account.Time += 60_000;
        _account.Keep(_account.Machine.Reconcile(_account.Snapshot(Ask(), quantity: 2), _account.Time)).Events.OfType<PositionAdjusted>().ShouldHaveSingleItem();
        (_account.Price, Guard).ShouldBe((100, null));
        _account.Price = 50;
        _account.Tick().Events.ShouldHaveSingleItem().ShouldBeOfType<GuardSet>().Guard!.Plan.StopLoss.ShouldBe(45);
        _account.Tick().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Position_WithoutAPrice_WaitsForOneAndIsNotStoppedByItsEntry()
    {
        Unprotect();
        _account.Keep(_account.Machine.SetProtection(20, "test", _account.Time));
        _account.IsFresh = false;
        _account.Tick().IsEmpty.ShouldBeTrue();
        _account.Tick().IsEmpty.ShouldBeTrue();
        _account.Machine.AwaitsStop(TestAccount.Key).ShouldBeTrue();
        (_account.Price, _account.IsFresh) = (50, true);
        _account.Tick();
        Guard!.Plan.StopLoss.ShouldBe(40);
        _account.Machine.AwaitsStop(TestAccount.Key).ShouldBeFalse();
    }

    [Fact]
    public void Guards_GivenWithoutAStopAndWithoutAPrice_KeepTheOneThatStandsOrAreRefused()
    {
        _account.Fill(_account.Place("k", 2).Order!, "t1", 2, 100);
        var targets = GuardPlan.None with { TakeProfits = [new GuardTarget(200, 1)] };
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, targets, "test", _account.Time)).Refusal.ShouldBeNull();
        (Guard!.Plan.StopLoss, Guard.Plan.TakeProfits.Length).ShouldBe((90, 1));
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, GuardPlan.None with { TrailingPercent = 5 }, "test", _account.Time)).Refusal.ShouldBeNull();
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, targets, "test", _account.Time)).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.NoPrice);
        Guard!.Plan.ShouldBe(GuardPlan.None with { TrailingPercent = 5 });
    }

    [Fact]
    public void Guards_GivenWithoutAPriceAfterTheStopHasMoved_KeepItWhereItStands()
    {
        _account.Fill(_account.Place("k", 2).Order!, "t1", 2, 100);
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, new GuardPlan(90, [], 10, null, null, null), "test", _account.Time));
        _account.Keep(_account.Machine.MoveGuard(TestAccount.Key, Guard!.Id, GuardProgress.None with { BestPrice = 120, IsTrailing = true }, _account.Time));
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, GuardPlan.None with { TakeProfits = [new GuardTarget(200, 1)] }, "test", _account.Time)).Refusal.ShouldBeNull();
        Guard!.Plan.StopLoss.ShouldBe(108);
    }

    [Fact]
    public void Fill_OfSomebodyElsesRestingOrderLearntLate_WaitsForTheMarket()
    {
        var spec = new OrderSpec(TestAccount.Id, OrderSide.Buy, PositionSide.Net, OrderType.Limit, 2, 100, null, null, TimeInForce.GoodTillCancel, false);
        _account.Keep(_account.Machine.Reconcile(
            _account.Snapshot(Ask()) with { OpenOrders = [new OrderReport("web_1", "v5", OrderState.Accepted, 0, null, _account.Time, null, spec)] }, _account.Time));
        _account.Time += 3_600_000;
        _account.Price = 60;
        var late = new Fill(TestAccount.Id, "theirs", "web_1", "v5", OrderSide.Buy, PositionSide.Net, 100, 2, 0, "USDT", false, _account.Time - 3_000_000);
        _account.Keep(_account.Machine.Fill(late, _account.Time)).Events.OfType<GuardSet>().ShouldBeEmpty();
        _account.Tick();
        Guard!.Plan.StopLoss.ShouldBe(54);
    }

    [Fact]
    public void Guards_TakenAwayOrGivenWithoutAStop_LeaveTheAccountsStop()
    {
        _account.Fill(_account.Place("k", 2).Order!, "t1", 2, 100);
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, GuardPlan.None, "test", _account.Time, price: 120));
        Guard!.Plan.ShouldBe(GuardPlan.None with { StopLoss = 108 });
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, GuardPlan.None with { TakeProfits = [new GuardTarget(200, 1)] }, "test", _account.Time, price: 100));
        (Guard!.Plan.StopLoss, Guard.Plan.TakeProfits.Length).ShouldBe((90, 1));
    }

    [Fact]
    public void Protection_TurnedOnOverAGuardWithoutAStop_KeepsItsProgressUnderANewId()
    {
        Unprotect();
        _account.Keep(_account.Machine.SetGuards(TestAccount.Key, GuardPlan.None with { TakeProfits = [new GuardTarget(200, 0.5m), new GuardTarget(300, 0.5m)] }, "test", _account.Time));
        var before = Guard!;
        _account.Keep(_account.Machine.Trigger(new GuardTrigger(TestAccount.Key, before.Id, GuardCause.TakeProfit, 0, 0.5m, 200, 200, _account.Time), _account.Context));
        _account.Keep(_account.Machine.SetProtection(5, "test", _account.Time));
        _account.Tick();
        (Guard!.Plan.StopLoss, Guard.Progress.TargetsDone, Guard.Id == before.Id).ShouldBe((95, 1, false));
    }

    [Fact]
    public void Protection_TurnedOff_LeavesNewPositionsBareAndIsRememberedAgainstTheSettings()
    {
        _account.Keep(_account.Machine.SetProtection(0, "test", _account.Time));
        _account.Fill(_account.Place("k", 2).Order!, "t1", 2, 100);
        _account.Tick();
        _account.Book.Guards.ShouldBeEmpty();
        _account.Restart();
        _account.Machine.ProtectionPercent.ShouldBe(0);
        AccountBook.Restore(_account.Book.Save()).ProtectionPercent.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.1, true)]
    [InlineData(50, true)]
    [InlineData(0.09, false)]
    [InlineData(50.1, false)]
    [InlineData(-1, false)]
    public void Protection_OutsideItsBounds_IsNone(double percent, bool isAllowed) => (GuardRules.ValidateProtection((decimal)percent) is null).ShouldBe(isAllowed);

    private void Unprotect()
    {
        _account.Keep(_account.Machine.SetProtection(0, "test", _account.Time));
        _account.Fill(_account.Place("k", 2).Order!, "t1", 2, 100);
        Guard.ShouldBeNull();
    }

    private AskAccount Ask() => _account.Keep(_account.Machine.BeginReconcile(_account.Time)).Effects.OfType<AskAccount>().Single();
}
