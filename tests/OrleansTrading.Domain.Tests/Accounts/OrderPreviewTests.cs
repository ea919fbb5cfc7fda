using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>A preview says what placing says, and changes nothing.</summary>
public sealed class OrderPreviewTests
{
    [Fact]
    public void Preview_OfAnyOrderOnAnyAccount_SaysWhatPlacingThenDoes()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var account = Make(random);
            for (var i = 0; i < 12; i++)
            {
                account.Time += random.Next(30_000);
                var intent = new OrderIntent($"k{i}", random.Next(4) == 0 ? OrderPurpose.Guard : OrderPurpose.Manual, Spec(random));
                var (version, open, cash) = (account.Book.Version, account.Book.OpenOrders.Count, account.Book.Cash["USDT"]);
                var forecast = account.Machine.Preview(intent, account.Context);
                (account.Book.Version, account.Book.OpenOrders.Count, account.Book.Cash["USDT"]).ShouldBe((version, open, cash), $"seed {seed}");
                var wasOn = account.Book.Switch == TradingSwitch.On;
                var step = account.Keep(account.Machine.Place(intent, account.Context));
                forecast.Refusal.ShouldBe(step.Refusal, $"seed {seed}, order {i}");
                forecast.IsHalting.ShouldBe(wasOn && account.Book.Switch == TradingSwitch.Halted, $"seed {seed}, order {i}");
                if (step.Order is { } order)
                    forecast.Spec.ShouldBe(order.Spec, $"seed {seed}, order {i}");
                if (step.Refusal?.Code == RefusalCodes.RiskLimit)
                    forecast.Uses.ShouldContain(use => use.IsBreached, $"seed {seed}, order {i}");
            }
        }
    }

    [Fact]
    public void Preview_OfAnOrder_TellsUseOfEachLimitBeforeAndAfter()
    {
        var account = new TestAccount(isPaper: true);
        account.Keep(account.Machine.SetLimits(new RiskLimits { OrderNotional = new(500, BreachAction.Refuse), TotalExposure = new(600, BreachAction.Refuse), OrdersPerMinute = new(9, BreachAction.Refuse) }, "test", account.Time));
        account.Place("first", 3);
        var intent = new OrderIntent("second", OrderPurpose.Manual, new OrderSpec(TestAccount.Id, OrderSide.Buy, PositionSide.Net, OrderType.Market, 4, null, null, null, TimeInForce.GoodTillCancel, false));
        var forecast = account.Machine.Preview(intent, account.Context);
        forecast.Refusal!.Code.ShouldBe(RefusalCodes.RiskLimit);
        var uses = forecast.Uses.ToDictionary(use => use.Rule);
        (uses[RiskRule.OrderNotional].Now, uses[RiskRule.OrderNotional].After, uses[RiskRule.OrderNotional].IsBreached).ShouldBe((null, 400m, false));
        (uses[RiskRule.TotalExposure].Now, uses[RiskRule.TotalExposure].After, uses[RiskRule.TotalExposure].IsBreached).ShouldBe((300m, 700m, true));
        (uses[RiskRule.OrdersPerMinute].Now, uses[RiskRule.OrdersPerMinute].After).ShouldBe((1m, 2m));
        forecast.Margin.ShouldBe(400m);
    }

    [Fact]
    public void Uses_OfAnAccount_AreThoseOfItsBusiestInstrument()
    {
        var (one, other) = (new RiskPosition(TestAccount.Id, "A", 2, 0, 1, 0, 100), new RiskPosition(new("sim", "ETHUSDT"), "B", 0, 5, 0, 0, 10));
        var view = new RiskView(1_000, 1_250, 1_100, new[] { one, other }, 4);
        var uses = RiskUses.Of(view, new RiskLimits { Drawdown = new(15, BreachAction.Halt), Leverage = new(5, BreachAction.Refuse) }).ToDictionary(use => use.Rule);
        uses[RiskRule.PositionNotional].Now.ShouldBe(300);
        uses[RiskRule.TotalExposure].Now.ShouldBe(350);
        (uses[RiskRule.Leverage].Now, uses[RiskRule.Leverage].IsBreached).ShouldBe((0.35m, false));
        (uses[RiskRule.Drawdown].Now, uses[RiskRule.Drawdown].IsBreached).ShouldBe((20m, true));
        (uses[RiskRule.DailyLoss].Now, uses[RiskRule.OrdersPerMinute].Now, uses[RiskRule.OpenPositions].Now).ShouldBe((100m, 4m, 2m));
        uses[RiskRule.OrderNotional].Now.ShouldBeNull();
        RiskUses.Of(new RiskView(1_000, 1_000, 1_000, default, 0), new RiskLimits()).ShouldAllBe(use => use.Now == null || use.Now == 0);
    }

    private static TestAccount Make(Random random)
    {
        var account = new TestAccount(isPaper: random.Next(2) == 0) { Price = random.Next(20) == 0 ? null : 100 };
        var limits = new RiskLimits();
        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            if (random.Next(4) == 0)
                limits = limits.With(rule, new RiskLimit(RiskLimitRules.IsCount(rule) ? random.Next(1, 8) : random.Next(1, 100) * (rule < RiskRule.NetExposure || rule == RiskRule.DailyLoss ? 50 : 1), (BreachAction)random.Next(3)));
        }

        account.Keep(account.Machine.SetLimits(limits, "test", account.Time));
        if (random.Next(5) == 0)
            account.Keep(account.Machine.SwitchTo((TradingSwitch)random.Next(4), "drill", "test", account.Time));
        return account;
    }

    private static OrderSpec Spec(Random random)
    {
        var isLimit = random.Next(2) == 0;
        return new OrderSpec(
            TestAccount.Id, random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell, random.Next(15) == 0 ? PositionSide.Long : PositionSide.Net, isLimit ? OrderType.Limit : OrderType.Market,
            random.Next(0, 60) * 0.5m, isLimit ? 100 + random.Next(-10, 11) : null, null, null, TimeInForce.GoodTillCancel, random.Next(5) == 0);
    }
}
