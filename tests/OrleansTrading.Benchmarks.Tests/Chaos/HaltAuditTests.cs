using OrleansTrading.Benchmarks.Chaos;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Benchmarks.Tests.Chaos;

/// <summary>The auditor of halts finds what it is there to find.</summary>
public sealed class HaltAuditTests
{
    private const long T0 = 1_772_323_200_000;

    private static readonly AccountEvent Opened = new AccountOpened(T0, HaltLoad.Account, "paper", true, "USDT", false);

    private static readonly AccountEvent On = new TradingSwitched(T0, TradingSwitch.On, "a storm", "storm");

    private static readonly AccountEvent Halted = new TradingSwitched(T0, TradingSwitch.Halted, "too many", "limits");

    private static readonly AccountEvent Limits = new LimitsSet(T0, new RiskLimits { OrdersPerMinute = new RiskLimit(2, BreachAction.Halt) }, "storm");

    [Fact]
    public void Faults_OrdersBeforeAHaltAndAfterItsEnd_AreNone() => HaltAudit.Faults([Opened, On, .. Order(1), Halted, On, .. Order(2)]).ShouldBeEmpty();

    [Fact]
    public void Faults_OrderThatOnlyReducesDuringAHalt_AreNone() => HaltAudit.Faults([Opened, On, .. Order(1), Halted, .. Order(2, reduceOnly: true)]).ShouldBeEmpty();

    [Fact]
    public void Faults_OrderThatOpensDuringAHalt_IsFound() =>
        HaltAudit.Faults([Opened, On, .. Order(1), Halted, .. Order(2)]).ShouldBe(["order 2 opens a position and was intended while the account was halted."]);

    [Fact]
    public void Faults_OrderBeyondTheLimitOfAMinute_IsFound()
    {
        HaltAudit.Faults([Opened, On, Limits, .. Order(1), .. Order(2), .. Order(3, T0 + 59_999)])
            .ShouldBe(["order 3 was intended after 2 orders in a minute; the limit is 2."]);
        HaltAudit.Faults([Opened, On, Limits, .. Order(1), .. Order(2), .. Order(3, T0 + 60_000)]).ShouldBeEmpty();
    }

    [Fact]
    public void Faults_OrderThatOnlyReducesBeyondTheLimit_IsFoundWhenAPersonAskedForIt()
    {
        AccountEvent[] full = [Opened, On, Limits, .. Order(1), .. Order(2), Halted];
        HaltAudit.Faults([.. full, .. Order(3, reduceOnly: true, purpose: OrderPurpose.Guard)]).ShouldBeEmpty();
        HaltAudit.Faults([.. full, .. Order(3, reduceOnly: true)]).ShouldBe(["order 3 was intended after 2 orders in a minute; the limit is 2."]);
    }

    [Fact]
    public void IsTried_OrderAfterAsManyAsTheLimit_IsTrue()
    {
        HaltAudit.IsTried([Opened, On, .. Order(1), .. Order(2), .. Order(3)], limit: 2).ShouldBeTrue();
        HaltAudit.IsTried([Opened, On, .. Order(1), .. Order(2), Refused(RefusalCodes.RiskLimit)], limit: 2).ShouldBeTrue();
    }

    [Fact]
    public void IsTried_FewerOrdersOrNoneThatCameToTheLimit_IsFalse()
    {
        HaltAudit.IsTried([Opened, On, .. Order(1), Refused(RefusalCodes.RiskLimit), .. Order(2)], limit: 2).ShouldBeFalse();
        HaltAudit.IsTried([Opened, On, .. Order(1), .. Order(2), Refused(RefusalCodes.NothingToReduce), .. Order(3, T0 + 60_000)], limit: 2).ShouldBeFalse();
        HaltAudit.IsTried([Opened, On, .. Order(1), .. Order(2), .. Order(3, reduceOnly: true, purpose: OrderPurpose.Guard)], limit: 2).ShouldBeFalse();
    }

    private static AccountEvent Refused(string code) => new OrderRefused(T0, "key", OrderPurpose.Manual, null, code, "", "", null);

    private static AccountEvent[] Order(int id, long time = T0, bool reduceOnly = false, OrderPurpose purpose = OrderPurpose.Manual)
    {
        var spec = new OrderSpec(
            new InstrumentId("binance", "BTCUSDT"), OrderSide.Buy, PositionSide.Net, OrderType.Market, 1, null, null, null, TimeInForce.GoodTillCancel, reduceOnly);
        return [new OrderIntended(time, new Order($"{id}", spec, purpose, $"key-{id}", time), 100, null), new OrderSent(time, $"{id}")];
    }
}
