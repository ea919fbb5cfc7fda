using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Tests.Measuring;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class AccountGaugesTests
{
    private readonly string _account = Guid.NewGuid().ToString("N");
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Gauges_OfAShownAccount_SayItsMoneyExposureLimitsAndState()
    {
        using var readings = new MeterReadings(_account);
        using var gauges = new AccountGauges(_time);
        gauges.Show(Reading());
        _time.Advance(TimeSpan.FromSeconds(5));
        var seen = readings.Observe();
        seen["accounts.equity{asset=USDT,paper=false}"].ShouldBe(990);
        seen["accounts.cash{asset=USDT,paper=false}"].ShouldBe(1000);
        seen["accounts.unrealised_pnl{asset=USDT,paper=false}"].ShouldBe(-10);
        seen["accounts.realised_pnl{asset=USDT,paper=false}"].ShouldBe(77);
        seen["accounts.margin_used{asset=USDT,paper=false}"].ShouldBe(100);
        seen["accounts.exposure{paper=false,side=long}"].ShouldBe(400);
        seen["accounts.exposure{paper=false,side=short}"].ShouldBe(150);
        seen["accounts.limit_use{limit=total_exposure,paper=false}"].ShouldBe(1.1, 1e-9);
        seen.Keys.Where(name => name.StartsWith("accounts.limit_use", StringComparison.Ordinal))
            .ShouldHaveSingleItem("a limit that is not set, or measured of orders only, has no use");
        seen["accounts.trading_state{paper=false,state=halted}"].ShouldBe(1);
        seen["accounts.trading_state{paper=false,state=on}"].ShouldBe(0);
        seen["accounts.reconciled_age{paper=false}"].ShouldBe(7);
        seen["accounts.positions{paper=false}"].ShouldBe(3);
    }

    [Fact]
    public void Gauges_OfAnAccountThatHasGone_AreNotShown()
    {
        using var readings = new MeterReadings(_account);
        using var gauges = new AccountGauges(_time);
        gauges.Show(Reading());
        _time.Advance(AccountGauges.ShownFor);
        readings.Observe().ShouldNotBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        readings.Observe().ShouldBeEmpty("it has not looked at itself for too long");
        gauges.Show(Reading());
        gauges.Forget(_account);
        readings.Observe().ShouldBeEmpty("it was deactivated");
    }

    [Fact]
    public void Outcomes_OfOrders_BeginAtZeroAndAreCountedByWhatBecameOfThem()
    {
        using var readings = new MeterReadings(_account);
        using var metrics = new AccountMetrics();
        metrics.Begin(_account);
        readings.Sum("accounts.differences").ShouldBe(0);
        readings.Sum("accounts.order_outcomes{outcome=not_sent}").ShouldBe(0);
        metrics.Answered(_account, OrderState.Accepted, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));
        metrics.Answered(_account, OrderState.Rejected, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(4));
        metrics.Ended(_account, OrderOutcome.NotSent);
        metrics.Stored(_account, new DifferenceFound(1, "position/x", "1", "2", "followed"));
        readings.Sum("accounts.order_outcomes{outcome=acknowledged}").ShouldBe(1);
        readings.Sum("accounts.order_outcomes{outcome=rejected}").ShouldBe(1);
        readings.Sum("accounts.order_outcomes{outcome=not_sent}").ShouldBe(1);
        readings.Sum("accounts.acknowledgement_time").ShouldBe(2, "a refusal is no acknowledgement");
        readings.Sum("accounts.answer_time").ShouldBe(0.75);
        readings.Sum("accounts.differences").ShouldBe(1);
    }

    private AccountReading Reading() => new(
        new AccountView(
            _account, "binance", false, false, "USDT", TradingSwitch.Halted, "", 1000, -10, 990, 100, 20, 870, 77, 3, 1, 2, 3, 9,
            _time.GetUtcNow().ToUnixTimeMilliseconds() - 2000, true),
        400, 150,
        [
            new RiskUse(RiskRule.TotalExposure, new RiskLimit(500, BreachAction.Refuse), 550, null, true),
            new RiskUse(RiskRule.OrderNotional, new RiskLimit(500, BreachAction.Refuse), null, null, false),
            new RiskUse(RiskRule.Leverage, null, 3, null, false),
        ]);
}
