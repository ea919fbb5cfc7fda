using System.ComponentModel;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Benchmarks.Risk;

/// <summary>One order held to all fourteen limits of an account; nothing of the account's sums is kept between two checks.</summary>
[Description("risk: an order held to every limit of an account with many positions")]
internal static class RiskBenchmark
{
    private const int WarmUps = 50_000;
    private const int Runs = 200_000;

    public static async Task RunAsync(Report report)
    {
        await report.WriteLineAsync($"""
            ## Risk check: an order held to all limits

            {LatencySamples.Header}
            """);
        foreach (var positions in new[] { 10, 100, 1000 })
        {
            double? target = positions == 100 ? 0.05 : null;
            await report.WriteAsync($"{positions:N0} positions, no limit breached", Measure(positions, new RiskLimit(100, BreachAction.Refuse)), target);
            await report.WriteAsync($"{positions:N0} positions, cut to what a limit leaves", Measure(positions, new RiskLimit(0.3m, BreachAction.Reduce)), target);
        }
    }

    private static LatencySamples Measure(int positions, RiskLimit leverage)
    {
        var random = new Random(positions);
        var view = new RiskView(1_000_000, 1_100_000, 1_000_000, Enumerable.Range(0, positions).Select(i => Hold(random, i, positions)).ToArray(), 3);
        var limits = Limits() with { Leverage = leverage };
        var orders = Enumerable.Range(0, 64).Select(i => Order(random, i % positions)).ToArray();
        decimal allowed = 0;
        var samples = LatencySamples.Measure(i => allowed += RiskCheck.Check(view, orders[i & 63], limits).Quantity, WarmUps, Runs);
        if (allowed == 0)
            throw new InvalidOperationException("Nothing was let through: that is not what is measured.");
        return samples;
    }

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
