using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Benchmarks.Trading;

/// <summary>An account with many positions and all limits set, and the prices of its instruments.</summary>
internal sealed class MadeUpAccount : IAccountPrices
{
    private const long Start = 1_767_225_600_000;
    private readonly AccountMachine _machine;
    private readonly InstrumentInfo[] _instruments;
    private int _orders;

    public MadeUpAccount(int positions)
    {
        _instruments =
        [
            .. Enumerable.Range(0, positions).Select(i => new InstrumentInfo(new InstrumentId("venue", $"S{i}USDT"), $"S{i}", "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true)),
        ];
        _machine = new AccountMachine(new AccountBook(), AccountRules.Default);
        _machine.Open(
            new AccountOpened(Start, "paper", "paper", IsPaper: true, "USDT", IsHedged: false), new Dictionary<string, decimal> { ["USDT"] = 10_000_000 },
            [.. _instruments.Select((info, i) => new VenueHolding(new PositionKey(info.Id, PositionSide.Net), i % 2 == 0 ? 1 : -1, 99.5m, null, null))]);
        _machine.SetLimits(Limits(), "benchmark", Start);
        _machine.SwitchTo(TradingSwitch.On, "", "benchmark", Start);
    }

    public AccountBook Book => _machine.Book;

    public decimal? PriceOf(InstrumentId instrument) => 100.25m;

    public decimal? FreshPriceOf(InstrumentId instrument) => PriceOf(instrument);

    public string BucketOf(InstrumentId instrument) => instrument.Symbol[..2];

    /// <summary>Decides an order, and takes it back as if the venue had refused it, so that the account stays as it is.</summary>
    public void DecideAndForget(int run)
    {
        var info = _instruments[run % _instruments.Length];
        var spec = new OrderSpec(
            info.Id, OrderSide.Buy, PositionSide.Net, OrderType.Limit, 0.5m, 100, null, null, TimeInForce.GoodTillCancel, ReduceOnly: false);
        var time = Start + ++_orders;
        var step = _machine.Place(new OrderIntent($"benchmark/{_orders}", OrderPurpose.Manual, spec), new DecisionContext(time, info, this, RiskCheck.Check));
        if (step.Order is null)
            throw new InvalidOperationException($"The order was refused: {step.Refusal?.Reason}");
        _machine.SendRefused(step.Order.Id, "forgotten", time);
    }

    /// <remarks>Orders in a minute are not limited: a benchmark makes all of them in one.</remarks>
    private static RiskLimits Limits() => Enum.GetValues<RiskRule>().Where(rule => rule != RiskRule.OrdersPerMinute).Aggregate(
        new RiskLimits(), (limits, rule) => limits.With(rule, new RiskLimit(Math.Min(10_000_000, RiskLimitRules.LargestOf(rule)), BreachAction.Refuse)));
}
