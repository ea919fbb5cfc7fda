using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Risk;

public sealed class RiskCheckTests
{
    private static readonly InstrumentId Bitcoin = new("binance", "BTCUSDT");
    private static readonly InstrumentId Ether = new("binance", "ETHUSDT");
    private static readonly RiskOrder Buy = new(Bitcoin, "BTC", OrderSide.Buy, 1, 100, null, 100, false, OrderPurpose.Manual, 0.01m, 0.05m);
    private static readonly RiskView Flat = new(1000, 1000, 1000, default, 0);

    [Fact]
    public void Check_NoLimitsAtAll_RefusesToOpenAndLetsReduce()
    {
        var verdict = RiskCheck.Check(Flat, Buy, new RiskLimits());
        verdict.IsRefused.ShouldBeTrue();
        verdict.Breach.ShouldBeNull();
        verdict.Reason.ShouldNotBeNull().ShouldContain("no limits");
        RiskCheck.Check(Flat, Buy with { ReduceOnly = true }, new RiskLimits()).Quantity.ShouldBe(1);
    }

    [Fact]
    public void Check_Protection_IsNeverRefused()
    {
        var limits = Everything(0.0001m, BreachAction.Halt);
        var view = Flat with { Equity = -5, OrdersInMinute = 1000, Positions = new[] { Held(Bitcoin, 50, 0) } };
        foreach (var purpose in new[] { OrderPurpose.Guard, OrderPurpose.Protection, OrderPurpose.Unwind, OrderPurpose.Signal })
            RiskCheck.Check(view, Buy with { Side = OrderSide.Sell, Quantity = 50, ReduceOnly = true, Purpose = purpose }, limits).ShouldBe(new RiskVerdict(50, null, BreachAction.Refuse, null));
    }

    [Theory]
    [InlineData(BreachAction.Reduce, BreachAction.Reduce, BreachAction.Reduce)]
    [InlineData(BreachAction.Reduce, BreachAction.Refuse, BreachAction.Refuse)]
    [InlineData(BreachAction.Refuse, BreachAction.Reduce, BreachAction.Refuse)]
    [InlineData(BreachAction.Refuse, BreachAction.Halt, BreachAction.Halt)]
    [InlineData(BreachAction.Halt, BreachAction.Reduce, BreachAction.Halt)]
    public void Check_TwoLimitsBreached_TheStricterActs(BreachAction first, BreachAction second, BreachAction expected)
    {
        var limits = new RiskLimits { OrderNotional = new RiskLimit(50, first), TotalExposure = new RiskLimit(40, second) };
        var verdict = RiskCheck.Check(Flat, Buy, limits);
        verdict.Action.ShouldBe(expected);
        verdict.Quantity.ShouldBe(expected == BreachAction.Reduce ? 0.40m : 0);
    }

    [Fact]
    public void Check_LimitLeavesLessThanTheSmallestOrder_Refuses()
    {
        var verdict = RiskCheck.Check(Flat, Buy, new RiskLimits { OrderNotional = new RiskLimit(4.99m, BreachAction.Reduce) });
        verdict.IsRefused.ShouldBeTrue();
        verdict.Reason.ShouldNotBeNull().ShouldContain("0.05");
    }

    /// <summary>What is left of an account that has lost all but a fraction of its smallest coin: how many times as much it holds is no number.</summary>
    [Theory]
    [InlineData(RiskRule.Leverage)]
    [InlineData(RiskRule.GrossExposure)]
    [InlineData(RiskRule.Drawdown)]
    public void Check_EquityOfNextToNothing_CountsAsNone(RiskRule rule)
    {
        var view = new RiskView(1e-24m, 1e-24m, 1000, new[] { Held(Bitcoin, 3_000_000, 0) }, 0);
        if (rule == RiskRule.Drawdown)
            view = view with { Equity = -1_000_000 };
        var verdict = RiskCheck.Check(view, Buy, new RiskLimits().With(rule, new RiskLimit(100, BreachAction.Refuse)));
        verdict.IsRefused.ShouldBeTrue();
        verdict.Reason.ShouldNotBeNull().ShouldContain("equity above 0");
    }

    /// <summary>Paid in after all but dust was lost, and not valued since: as many times the peak as no number holds.</summary>
    [Fact]
    public void Check_EquityFarAboveThePeak_IsNoDrawdown()
    {
        var view = new RiskView(1_000_000_000_000_000, 1_000_000_000_000_000, 1e-24m, ReadOnlyMemory<RiskPosition>.Empty, 0);
        RiskCheck.Check(view, Buy, new RiskLimits { Drawdown = new RiskLimit(10, BreachAction.Halt) }).Quantity.ShouldBe(Buy.Quantity);
    }

    [Fact]
    public void Check_AboveALimitAlready_LetsThroughWhatDoesNotAddToIt()
    {
        var view = Flat with { Positions = new[] { Held(Bitcoin, 30, 0) } };
        var limits = new RiskLimits { NetExposure = new RiskLimit(100, BreachAction.Refuse) };
        RiskCheck.Check(view, Buy with { Instrument = Ether, Bucket = "ETH", Side = OrderSide.Sell }, limits).Quantity.ShouldBe(1);
        RiskCheck.Check(view, Buy with { Instrument = Ether, Bucket = "ETH" }, limits).IsRefused.ShouldBeTrue();
    }

    [Fact]
    public void Check_SellThatTheGuardsCloseMayTurnIntoAShort_CountsAsOne()
    {
        var view = Flat with { Positions = new[] { Held(Bitcoin, 5, 0) } };
        var limits = new RiskLimits { PositionNotional = new RiskLimit(800, BreachAction.Refuse) };
        var sell = Buy with { Side = OrderSide.Sell, Quantity = 9 };
        RiskCheck.Check(view, sell, limits).IsRefused.ShouldBeTrue();
        RiskCheck.Check(view, sell with { Quantity = 8 }, limits).Quantity.ShouldBe(8);
    }

    [Fact]
    public void Check_FirstInstrument_IsNotHeldToConcentration()
    {
        var limits = new RiskLimits { Concentration = new RiskLimit(50, BreachAction.Refuse) };
        RiskCheck.Check(Flat, Buy, limits).Quantity.ShouldBe(1);
        var view = Flat with { Positions = new[] { Held(Ether, 1, 0) } };
        RiskCheck.Check(view, Buy, limits).Quantity.ShouldBe(1);
        RiskCheck.Check(view, Buy with { Quantity = 1.01m }, limits).IsRefused.ShouldBeTrue();
    }

    [Fact]
    public void Check_EqualToTheLimit_IsAllowed()
    {
        var limits = new RiskLimits
        {
            OrderNotional = new RiskLimit(100, BreachAction.Refuse), Leverage = new RiskLimit(0.1m, BreachAction.Refuse),
            DailyLoss = new RiskLimit(20, BreachAction.Halt), OrdersPerMinute = new RiskLimit(3, BreachAction.Refuse),
        };
        var view = Flat with { DayEquity = 1020, OrdersInMinute = 2 };
        RiskCheck.Check(view, Buy, limits).Reason.ShouldBeNull();
        RiskCheck.Check(view with { DayEquity = 1020.01m }, Buy, limits).Action.ShouldBe(BreachAction.Halt);
        RiskCheck.Check(view with { OrdersInMinute = 3 }, Buy, limits).Breach.ShouldBe(RiskRule.OrdersPerMinute);
    }

    [Fact]
    public void Check_LimitPriceAndNoMark_RefusesToOpen()
    {
        var limits = new RiskLimits { PriceDeviation = new RiskLimit(5, BreachAction.Refuse) };
        RiskCheck.Check(Flat, Buy with { LimitPrice = 105 }, limits).Reason.ShouldBeNull();
        RiskCheck.Check(Flat, Buy with { LimitPrice = 105.01m }, limits).Breach.ShouldBe(RiskRule.PriceDeviation);
        RiskCheck.Check(Flat, Buy with { LimitPrice = 100, MarkPrice = null }, limits).Reason.ShouldNotBeNull().ShouldContain("mark price");
    }

    [Fact]
    public void Limits_OfEveryRule_AreFoundByTheirRule()
    {
        var limits = new RiskLimits();
        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            limits = limits.With(rule, new RiskLimit((int)rule + 1, BreachAction.Refuse));
            typeof(RiskLimits).GetProperty(rule.ToString()).ShouldNotBeNull().GetValue(limits).ShouldBe(limits.Of(rule));
        }

        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            limits.Of(rule).ShouldBe(new RiskLimit((int)rule + 1, BreachAction.Refuse));
            limits = limits.With(rule, null);
        }

        limits.IsEmpty.ShouldBeTrue();
    }

    private static RiskPosition Held(InstrumentId instrument, decimal longs, decimal shorts) => new(instrument, instrument.Symbol[..3], longs, shorts, 0, 0, 100);

    private static RiskLimits Everything(decimal value, BreachAction action) =>
        Enum.GetValues<RiskRule>().Aggregate(new RiskLimits(), (limits, rule) => limits.With(rule, new RiskLimit(value, action)));
}
