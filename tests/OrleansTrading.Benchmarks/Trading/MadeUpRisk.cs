using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Benchmarks.Trading;

/// <summary>An account with many positions, fourteen limits and orders to be held to them; nothing of the account's sums is kept between two checks.</summary>
internal sealed class MadeUpRisk
{
    private const int Orders = 64;

    private readonly RiskView _view;
    private readonly RiskLimits _limits;
    private readonly RiskOrder[] _orders;
    private decimal _allowed;

    /// <param name="positions">How many the account has.</param>
    /// <param name="isCut">Whether a limit leaves less than is asked for.</param>
    public MadeUpRisk(int positions, bool isCut)
    {
        var random = new Random(positions);
        _view = new RiskView(1_000_000, 1_100_000, 1_000_000, Enumerable.Range(0, positions).Select(i => Hold(random, i, positions)).ToArray(), 3);
        _limits = Limits() with { Leverage = isCut ? new RiskLimit(0.3m, BreachAction.Reduce) : new RiskLimit(100, BreachAction.Refuse) };
        _orders = [.. Enumerable.Range(0, Orders).Select(i => Order(random, i % positions))];
        for (var i = 0; i < Orders; i++)
            Check(i);
        if (_allowed == 0)
            throw new InvalidOperationException("Nothing was let through: that is not what is measured.");
    }

    public void Check(int run) => _allowed += RiskCheck.Check(_view, _orders[run & (Orders - 1)], _limits).Quantity;

    private static InstrumentId Name(int index) => new("venue", $"SYMBOL{index}USDT");

    private static RiskPosition Hold(Random random, int index, int positions)
    {
        var units = 2000m * random.Next(50, 150) / positions;
        var isLong = random.Next(2) == 0;
        return new RiskPosition(Name(index), $"B{index % 20}", isLong ? units : 0, isLong ? 0 : units, random.Next(2) * units / 4, random.Next(2) * units / 4, 1.2345m);
    }

    private static RiskOrder Order(Random random, int index) => new(
        Name(index), $"B{index % 20}", random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell, 200_000m + random.Next(100_000), 1.2346m, 1.2346m, 1.2345m, false,
        OrderPurpose.Signal, 0.1m, 5);

    private static RiskLimits Limits() => Enum.GetValues<RiskRule>()
        .Aggregate(new RiskLimits(), (limits, rule) => limits.With(rule, new RiskLimit(rule is RiskRule.Concentration or RiskRule.Drawdown ? 100 : 10_000_000, BreachAction.Refuse)));
}
