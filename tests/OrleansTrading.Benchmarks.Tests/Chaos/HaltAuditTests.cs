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
        var limits = new LimitsSet(T0, new RiskLimits { OrdersPerMinute = new RiskLimit(2, BreachAction.Halt) }, "storm");
        HaltAudit.Faults([Opened, On, limits, .. Order(1), .. Order(2), .. Order(3, T0 + 59_999)])
            .ShouldBe(["order 3 was intended after 2 orders in a minute; the limit is 2."]);
        HaltAudit.Faults([Opened, On, limits, .. Order(1), .. Order(2), .. Order(3, T0 + 60_000)]).ShouldBeEmpty();
    }

    private static AccountEvent[] Order(int id, long time = T0, bool reduceOnly = false)
    {
        var spec = new OrderSpec(
            new InstrumentId("binance", "BTCUSDT"), OrderSide.Buy, PositionSide.Net, OrderType.Market, 1, null, null, null, TimeInForce.GoodTillCancel, reduceOnly);
        return [new OrderIntended(time, new Order($"{id}", spec, OrderPurpose.Manual, $"key-{id}", time), 100, null), new OrderSent(time, $"{id}")];
    }
}
