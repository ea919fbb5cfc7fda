using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Dashboard.Trading;
using OrleansTrading.Dashboard.Trading.Arbitrage;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>A host of one's own with made-up accounts.</summary>
internal static class TradingFixture
{
    public static Task<PagesHost> StartAsync(FakeTrading trading, FakeArbitrage? arbitrage = null, Action<IServiceCollection>? addServices = null) => PagesHost.StartAsync(PagesFixture.Fill, addServices: services =>
    {
        services.AddSingleton<IArbitrageReader>(arbitrage ?? new FakeArbitrage());
        services.AddSingleton<ITradingReader>(trading);
        services.AddSingleton<ITradingDesk>(trading);
        addServices?.Invoke(services);
    });

    /// <summary>An account with a bit of everything.</summary>
    public static FakeTrading Busy()
    {
        var trading = new FakeTrading();
        trading.Add("paper", Fill);
        trading.Add("binance-main", account => account.View = account.View with { Venue = "binance", IsPaper = false, Switch = TradingSwitch.Off });
        return trading;
    }

    private static void Fill(FakeAccount account)
    {
        account.View = account.View with
        {
            Cash = 10_182.44m, Unrealised = 61.27m, Equity = 10_243.71m, MarginUsed = 1_964.2m, Reserved = 590m, Free = 7_689.51m, Realised = 203.9m, Fees = 21.46m, Funding = -0.84m,
            ReconciledAt = FakeAccount.Now - 31_000,
        };
        account.Hold("binance:BTCUSDT", 0.045m, 59_120.4m, 60_744.9m, new GuardPlan(58_000, [new GuardTarget(62_000, 0.5m), new GuardTarget(64_000, 0.5m)], 2, null, 61_500, null));
        account.Hold("binance:ETHUSDT", -0.4m, 3_011.25m, 3_042.18m, new GuardPlan(3_120, [], null, null, null, FakeAccount.Now + 7_200_000));
        account.Hold("okx:SOL-USDT-SWAP", 3, 151.2m, 151.02m, age: 42);
        account.Happen(new AccountOpened(FakeAccount.Now, "paper", "paper", true, "USDT", false));
        foreach (var i in Enumerable.Range(0, 120))
            account.Order($"otpast{i:0000}", i % 7 == 0 ? OrderState.Rejected : OrderState.Filled, i % 7 == 0 ? 0 : 0.02m, i % 7 == 0 ? "Margin is insufficient." : null, 60_000 + i);
        account.Order("otopen1", OrderState.Accepted, price: 58_500);
        account.Order("otopen2", OrderState.PartiallyFilled, 0.005m, price: 59_900);
        account.Order("otopen3", OrderState.Unknown, price: 59_000, reason: "no answer within 10000 ms");
        account.Happen(new FillBooked(FakeAccount.Now, new Fill(FakeAccount.Bitcoin, "981", "otopen2", null, OrderSide.Buy, PositionSide.Net, 59_900, 0.005m, 0.14975m, "USDT", true, FakeAccount.Now)));
        account.Happen(new OrderRefused(FakeAccount.Now, "k", OrderPurpose.Signal, null, RefusalCodes.RiskLimit, "OrderNotional is at most 5000 quote units; with Buy 0.2 binance:BTCUSDT it would be 12148.98."));
        account.Happen(new DifferenceFound(FakeAccount.Now, "balance/USDT", "10182.43", "10182.44", "The venue's figure was taken."));
        account.Limits = new RiskLimits
        {
            OrderNotional = new RiskLimit(5_000, BreachAction.Refuse), PositionNotional = new RiskLimit(4_000, BreachAction.Reduce), TotalExposure = new RiskLimit(6_000, BreachAction.Refuse),
            NetExposure = new RiskLimit(60, BreachAction.Refuse), Leverage = new RiskLimit(3, BreachAction.Halt), DailyLoss = new RiskLimit(300, BreachAction.Halt), Drawdown = new RiskLimit(10, BreachAction.Halt),
            OrdersPerMinute = new RiskLimit(30, BreachAction.Refuse), OpenPositions = new RiskLimit(5, BreachAction.Refuse),
        };
        account.UseOf = rule => rule switch
        {
            RiskRule.OrderNotional or RiskRule.PriceDeviation => null,
            RiskRule.PositionNotional => 4_120.5m, RiskRule.SymbolNotional => 4_120.5m, RiskRule.TotalExposure => 5_371.2m, RiskRule.NetExposure => 31.4m, RiskRule.GrossExposure => 52.4m,
            RiskRule.Leverage => 0.52m, RiskRule.Concentration => 76.7m, RiskRule.CorrelationBucket => 40.2m, RiskRule.DailyLoss => 41.9m, RiskRule.Drawdown => 1.8m, _ => 3,
        };
        account.Capital = [.. Curve()];
    }

    /// <summary>Two days of minutes with a dip in them.</summary>
    private static IEnumerable<CapitalPoint> Curve()
    {
        var random = new Random(7);
        var (start, cash) = (FakeAccount.Now - (2880 * 60_000L), 10_000m);
        for (var i = 0; i <= 2880; i++)
        {
            cash += (decimal)((random.NextDouble() - 0.49) * 9) - (i is > 1500 and < 1700 ? 1.1m : 0) + (i is > 1800 and < 2100 ? 1.2m : 0);
            if (i is not (> 900 and < 960))
                yield return new CapitalPoint("paper", start + (i * 60_000L), "USDT", cash, 0, 0, 0, 0, 0, 0, 0, 0, true);
        }
    }
}
