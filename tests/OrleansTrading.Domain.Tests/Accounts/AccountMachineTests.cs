using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts;

public sealed class AccountMachineTests
{
    private readonly TestAccount _account = new();

    [Fact]
    public void Funding_OfAHedgedAccount_IsThatOfTheSideThatIsHeld()
    {
        var machine = new AccountMachine(new AccountBook(), AccountRules.Default);
        var (longs, shorts) = (TestAccount.Key with { Side = PositionSide.Long }, TestAccount.Key with { Side = PositionSide.Short });
        machine.Open(new AccountOpened(1, "test", "sim", false, "USDT", true), new Dictionary<string, decimal>(), [new VenueHolding(shorts, -2, 100, null, null)]);
        machine.Cash(new CashMoved(5, "f1", CashReason.Funding, "USDT", 3, TestAccount.Key));
        (machine.Book.PositionOf(shorts).Funding, machine.Book.Funding).ShouldBe((3m, 3m));
        machine.Book.Apply(new PositionAdjusted(6, longs, 1, 100));
        machine.Cash(new CashMoved(7, "f2", CashReason.Funding, "USDT", -1, TestAccount.Key)).Events.ShouldHaveSingleItem().ShouldBeOfType<CashMoved>().Position.ShouldBeNull();
        (machine.Book.PositionOf(shorts).Funding, machine.Book.PositionOf(longs).Funding, machine.Book.Funding).ShouldBe((3m, 0m, 2m));
    }

    public static TheoryData<RiskLimits?, string> UnusableLimits() => new()
    {
        { new RiskLimits(), "no limits" },
        { null, "no limits" },
        { new RiskLimits { OrdersPerMinute = new RiskLimit(5, BreachAction.Refuse), DailyLoss = new RiskLimit(5, BreachAction.Halt) }, "bound no size" },
        { new RiskLimits { Leverage = new RiskLimit(0, BreachAction.Refuse) }, "Leverage" },
        { new RiskLimits { Leverage = new RiskLimit(5, BreachAction.Refuse), Drawdown = new RiskLimit(101, BreachAction.Halt) }, "Drawdown" },
        { new RiskLimits { OrderNotional = new RiskLimit(5_000, (BreachAction)9) }, "OrderNotional" },
    };

    [Theory]
    [MemberData(nameof(UnusableLimits))]
    public void Order_OnLimitsThatAreMissingIncompleteOrUnreadable_OpensNothingAndStillCloses(RiskLimits? limits, string reason)
    {
        _account.Fill(_account.Place("held", 1).Order!, "t1", 1, 100);
        // As an older or a newer program, or another hand, may have stored them.
        var happened = new LimitsSet(_account.Time, limits!, "test");
        _account.Book.Apply(happened);
        _account.Events.Add(happened);
        var step = _account.Place("k", 1);
        (step.Refusal!.Code, step.Order).ShouldBe((RefusalCodes.NoLimits, null));
        step.Refusal.Reason.ShouldContain(reason);
        step.Events.ShouldHaveSingleItem().ShouldBeOfType<OrderRefused>();
        step.Effects.ShouldBeEmpty();
        _account.Book.OpenOrders.Values.ShouldNotContain(order => order.IntentKey == "k");
        _account.Place("close", 1, OrderSide.Sell, reduceOnly: true).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Order_WhileSomethingHeldHasNoPrice_IsRefusedAndAReducingOneIsNot()
    {
        _account.Fill(_account.Place("held", 2).Order!, "t1", 2, 100);
        _account.Price = null;
        _account.Place("more", 1, type: OrderType.Limit, price: 90).Refusal!.Code.ShouldBe(RefusalCodes.NoPrice);
        _account.Place("less", 1, OrderSide.Sell, reduceOnly: true).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Refusal_AskedForAgain_IsKeptOnceForEachCause()
    {
        for (var i = 0; i < 3; i++)
            _account.Place("k", 1_000).Refusal!.Code.ShouldBe(RefusalCodes.RiskLimit);
        _account.Keep(_account.Machine.SwitchTo(TradingSwitch.Off, "", "test", _account.Time));
        for (var i = 0; i < 3; i++)
            _account.Place("k", 1_000).Refusal!.Code.ShouldBe(RefusalCodes.TradingOff);
        _account.Events.OfType<OrderRefused>().Select(refused => refused.Code).ShouldBe([RefusalCodes.RiskLimit, RefusalCodes.TradingOff]);
    }

    [Fact]
    public void Place_NewKey_IsIntendedAndMarkedSentBeforeItLeaves()
    {
        var step = _account.Place("a", 1);
        step.Events.Select(happened => happened.GetType()).ShouldBe([typeof(OrderIntended), typeof(OrderSent)]);
        step.Effects.ShouldHaveSingleItem().ShouldBeOfType<SendOrder>().SendBefore.ShouldBe(_account.Time + AccountRules.Default.SendWithin);
        step.Order!.Id.ShouldBe(OrderIds.Of("test", "a"));
    }

    [Fact]
    public void Place_SameKey_IsTheSameOrderAndSendsNothing()
    {
        var first = _account.Place("a", 1).Order;
        var again = _account.Place("a", 1);
        (again.Order, again.IsRepeated, again.IsEmpty).ShouldBe((first, true, true));
        _account.Place("a", 2).Refusal!.Code.ShouldBe(RefusalCodes.KeyReused);
    }

    [Theory]
    [InlineData(TradingSwitch.Off, RefusalCodes.TradingOff)]
    [InlineData(TradingSwitch.Halted, RefusalCodes.Halted)]
    [InlineData(TradingSwitch.Killed, RefusalCodes.Killed)]
    public void Place_SwitchIsNotOn_IsRefusedAndReservesNothing(TradingSwitch to, string code)
    {
        _account.Keep(_account.Machine.SwitchTo(to, "drill", "test", _account.Time));
        var step = _account.Place("a", 1);
        (step.Refusal!.Code, step.Effects.Length, _account.Book.OpenOrders.Count).ShouldBe((code, 0, 0));
        step.Events.ShouldHaveSingleItem().ShouldBeOfType<OrderRefused>().Code.ShouldBe(code);
    }

    [Fact]
    public void Place_NoLimits_IsRefusedUntilThereAreSome()
    {
        _account.Keep(_account.Machine.SetLimits(new RiskLimits(), "test", _account.Time));
        _account.Place("a", 1).Refusal!.Code.ShouldBe(RefusalCodes.NoLimits);
        _account.Keep(_account.Machine.SetLimits(new RiskLimits { OrderNotional = new RiskLimit(500, BreachAction.Reduce) }, "test", _account.Time));
        _account.Place("a", 20).Order!.Spec.Quantity.ShouldBe(5);
    }

    [Fact]
    public void Place_LimitThatHalts_RefusesAndHalts()
    {
        _account.Keep(_account.Machine.SetLimits(new RiskLimits { OrderNotional = new RiskLimit(500, BreachAction.Halt) }, "test", _account.Time));
        _account.Place("a", 20).Refusal!.Code.ShouldBe(RefusalCodes.RiskLimit);
        _account.Book.Switch.ShouldBe(TradingSwitch.Halted);
        _account.Place("b", 1).Refusal!.Code.ShouldBe(RefusalCodes.Halted);
    }

    [Fact]
    public void Place_PaperWithoutMargin_IsRefused()
    {
        var paper = new TestAccount(isPaper: true);
        paper.Keep(paper.Machine.SetLimits(new RiskLimits { OrderNotional = new RiskLimit(1_000_000, BreachAction.Refuse) }, "test", paper.Time));
        paper.Place("a", 60).Order.ShouldNotBeNull();
        paper.Place("b", 60).Refusal!.Code.ShouldBe(RefusalCodes.InsufficientMargin);
        paper.Place("c", 40).Order.ShouldNotBeNull();
    }

    [Fact]
    public void Place_NoPriceOrNothingToReduce_IsRefused()
    {
        _account.Place("a", 1, reduceOnly: true).Refusal!.Code.ShouldBe(RefusalCodes.NothingToReduce);
        _account.Price = null;
        _account.Place("b", 1).Refusal!.Code.ShouldBe(RefusalCodes.NoPrice);
    }

    [Fact]
    public void Restart_OrderSentWithoutAnswer_IsUnknownAndAskedAboutNeverSentAgain()
    {
        var order = _account.Place("a", 1).Order!;
        var step = _account.Restart();
        step.Effects.OfType<SendOrder>().ShouldBeEmpty();
        step.Effects.OfType<AskOrder>().ShouldHaveSingleItem().Order.Id.ShouldBe(order.Id);
        _account.Book.FindOrder(order.Id)!.State.ShouldBe(OrderState.Unknown);
    }

    /// <summary>An intent that was stored by itself, as an importer or an older version may have done, was never on the wire.</summary>
    [Fact]
    public void Restart_OrderNeverSent_IsSentOnceWhenYoungAndEndsWhenOld()
    {
        foreach (var (age, isSent) in new[] { (500L, true), (60_000L, false) })
        {
            var account = new TestAccount();
            var order = new Order(OrderIds.Of("test", "a"), new OrderSpec(TestAccount.Id, OrderSide.Buy, PositionSide.Net, OrderType.Market, 1, null, null, null, TimeInForce.GoodTillCancel, false), OrderPurpose.Manual, "a", account.Time);
            account.Events.Add(new OrderIntended(account.Time, order, 100, null));
            account.Book.Apply(account.Events[^1]);
            account.Time += age;
            account.Restart().Effects.OfType<SendOrder>().Count().ShouldBe(isSent ? 1 : 0);
            account.Restart().Effects.OfType<SendOrder>().ShouldBeEmpty();
            account.Book.FindOrder(order.Id)!.State.ShouldBe(isSent ? OrderState.Unknown : OrderState.Rejected);
        }
    }

    [Fact]
    public void Missing_BelievedOnlyWhenItCanNoLongerArriveAndAskedTwice()
    {
        var order = _account.Place("a", 1).Order!;
        var tooLate = AccountRules.Default.TooLateFrom(order);
        _account.Keep(_account.Machine.SendUnknown(order.Id, "no answer", _account.Time)).Effects.ShouldHaveSingleItem().ShouldBeOfType<AskOrder>();
        _account.Keep(_account.Machine.Missing(order.Id, tooLate - 1, tooLate + 5_000)).Events.ShouldBeEmpty();
        _account.Keep(_account.Machine.Missing(order.Id, tooLate, tooLate + 10)).Events.ShouldBeEmpty();
        _account.Keep(_account.Machine.Missing(order.Id, tooLate + 5, tooLate + 20)).Events.ShouldBeEmpty();
        _account.Keep(_account.Machine.Missing(order.Id, tooLate + 11, tooLate + 20)).Order!.State.ShouldBe(OrderState.Rejected);
    }

    [Theory]
    [InlineData(OrderType.Market, 5_000)]
    [InlineData(OrderType.StopMarket, 31_000)]
    public void Missing_EachKindOfOrder_IsWaitedForAsLongAsItMayBeOnItsWay(OrderType type, long window)
    {
        var rules = AccountRules.Default with { ReceiveWindow = 5_000, ConditionalReceiveWindow = 31_000 };
        var account = new TestAccount(rules);
        var order = account.Place("a", 1, type: type, stop: type == OrderType.StopMarket ? 110 : null).Order!;
        var tooLate = account.Time + rules.SendWithin + rules.WaitWithin + window + rules.ClockMargin;
        account.Keep(account.Machine.SendUnknown(order.Id, "no answer", account.Time));
        // As often as it is asked before: it is not believed.
        for (var asked = account.Time + 1_000; asked < tooLate; asked += 1_000)
            account.Keep(account.Machine.Missing(order.Id, asked, asked + 10)).Events.ShouldBeEmpty();
        account.Keep(account.Machine.Missing(order.Id, tooLate, tooLate + 10)).Events.ShouldBeEmpty();
        account.Keep(account.Machine.Missing(order.Id, tooLate + 11, tooLate + 20)).Order!.State.ShouldBe(OrderState.Rejected);
    }

    [Fact]
    public void PositionMode_WithAnOpenOrder_IsRefusedBeforeAndFollowsTheVenueAfter()
    {
        _account.Machine.RefusePositionMode(true).ShouldBeNull();
        _account.Place("a", 1, type: OrderType.Limit, price: 90);
        _account.Machine.RefusePositionMode(true)!.Field.ShouldBe("isHedged");
        _account.Machine.RefusePositionMode(false).ShouldBeNull();
        // The venue has changed it while an order was on its way: what it says is so.
        _account.Keep(_account.Machine.SetPositionMode(true, "test", _account.Time)).Refusal.ShouldBeNull();
        _account.Book.IsHedged.ShouldBeTrue();
    }

    [Fact]
    public void Cancel_AnswerIsLost_IsAskedAboutAndAskedForAgain()
    {
        var order = _account.Place("a", 1, type: OrderType.Limit, price: 90).Order!;
        _account.Keep(_account.Machine.Report(new OrderReport(order.Id, "v", OrderState.Accepted, 0, null, _account.Time, null), _account.Time));
        _account.Keep(_account.Machine.Cancel(order.Id, "test", _account.Time)).Effects.ShouldHaveSingleItem().ShouldBeOfType<CancelOrder>();
        _account.Time += AccountRules.Default.CancelWithin;
        _account.Tick().Effects.ShouldHaveSingleItem().ShouldBeOfType<AskOrder>();
        var step = _account.Keep(_account.Machine.Found(new OrderReport(order.Id, "v", OrderState.Accepted, 0, null, _account.Time, null), _account.Time));
        step.Effects.ShouldHaveSingleItem().ShouldBeOfType<CancelOrder>();
        _account.Machine.Cancel(order.Id, "test", _account.Time).IsRepeated.ShouldBeTrue();
        _account.Machine.Cancel("other", "test", _account.Time).Refusal!.Code.ShouldBe(RefusalCodes.UnknownOrder);
    }

    [Fact]
    public void Report_SpeaksOfMoreThanIsBooked_FillsAreAskedForWithGrowingPauses()
    {
        var order = _account.Place("a", 1).Order!;
        _account.Keep(_account.Machine.Report(new OrderReport(order.Id, "v", OrderState.Filled, 1, 100, _account.Time, null), _account.Time));
        var asked = 0;
        for (var second = 0; second < 60; second++)
        {
            _account.Time += 1_000;
            asked += _account.Tick().Effects.OfType<AskFills>().Count(ask => ask.From < order.CreatedAt);
        }

        asked.ShouldBe(6);
        _account.Fill(order, "t", 1, 100).Order!.State.ShouldBe(OrderState.Filled);
        _account.Time += 60_000;
        _account.Tick().Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Fill_KnownOnlyByTheVenuesId_CountsOnceTheOrderIsKnown()
    {
        var order = _account.Place("a", 1).Order!;
        var fill = new Fill(TestAccount.Id, "t", null, "v9", OrderSide.Buy, PositionSide.Net, 100, 1, 0, "USDT", false, _account.Time);
        _account.Keep(_account.Machine.Fill(fill, _account.Time)).Order.ShouldBeNull();
        _account.Keep(_account.Machine.Fill(fill, _account.Time)).Events.ShouldBeEmpty();
        _account.Book.PositionOf(TestAccount.Key).Quantity.ShouldBe(1);
        _account.Keep(_account.Machine.Report(new OrderReport(order.Id, "v9", OrderState.Filled, 1, 100, _account.Time, null), _account.Time)).Order!.State.ShouldBe(OrderState.Filled);
        (_account.Book.OpenOrders.Count, _account.Book.FindOrder(order.Id)!.AveragePrice).ShouldBe((0, 100));
    }

    [Fact]
    public void Fill_OfBeforeTheAccount_IsInItsBeginning()
    {
        var early = new Fill(TestAccount.Id, "t", null, "v", OrderSide.Buy, PositionSide.Net, 100, 1, 0, "USDT", false, _account.Book.OpenedAt - 1);
        _account.Machine.Fill(early, _account.Time).IsEmpty.ShouldBeTrue();
        _account.Machine.Fill(early with { Time = _account.Book.OpenedAt }, _account.Time).Events.Length.ShouldBe(1);
    }

    [Fact]
    public void Equity_NewDayOrNewHigh_IsMarkedAndDepositsCountIn()
    {
        _account.Keep(_account.Machine.MarkEquity(10_500, _account.Time)).Events.Length.ShouldBe(1);
        _account.Machine.MarkEquity(10_600, _account.Time + 1_000).IsEmpty.ShouldBeTrue();
        _account.Keep(_account.Machine.Cash(new CashMoved(_account.Time, "d", CashReason.Deposit, "USDT", 500, null)));
        (_account.Book.PeakEquity, _account.Book.DayEquity).ShouldBe((11_000, 10_500));
        _account.Keep(_account.Machine.MarkEquity(9_000, _account.Time + 86_400_000)).Events.Length.ShouldBe(1);
        (_account.Book.PeakEquity, _account.Book.DayEquity).ShouldBe((11_000, 9_000));
    }
}
