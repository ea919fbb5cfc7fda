using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Risk;

/// <summary>A small account with whole-number prices and quantities, so that everything that may become of it can be listed.</summary>
internal sealed class MadeAccount
{
    public required bool IsHedged { get; init; }

    public required decimal Equity { get; init; }

    public required decimal PeakEquity { get; init; }

    public required decimal DayEquity { get; init; }

    public required int OrdersInMinute { get; init; }

    public required List<MadeHolding> Holdings { get; init; }

    public required RiskOrder Order { get; init; }

    public required RiskLimits Limits { get; init; }

    public RiskView View => new(
        Equity, PeakEquity, DayEquity,
        Holdings.Select(holding => new RiskPosition(holding.Instrument, holding.Bucket, holding.Long, holding.Short, holding.Buys.Sum(), holding.Sells.Sum(), holding.Price)).ToArray(),
        OrdersInMinute)
    {
        IsHedged = IsHedged,
    };

    public static MadeAccount Make(int seed)
    {
        var random = new Random(seed);
        var isHedged = random.Next(2) == 0;
        var equity = random.Next(8) == 0 ? random.Next(-100, 1) : random.Next(100, 4000);
        string[] buckets = ["A", "A", "B", "C"];
        var holdings = Enumerable.Range(0, random.Next(4)).Select(i => Hold(random, isHedged, Name(i), buckets[i])).ToList();
        var chosen = random.Next(4);
        var price = chosen < holdings.Count ? holdings[chosen].Price : random.Next(1, 60);
        var order = new RiskOrder(
            Name(chosen), buckets[chosen], random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell, random.Next(1, 40) * 0.5m,
            Math.Max(1, price + random.Next(-3, 4)), random.Next(2) == 0 ? price + random.Next(-3, 4) : null, random.Next(6) == 0 ? null : price,
            ReduceOnly: random.Next(6) == 0, random.Next(3) == 0 ? OrderPurpose.Guard : OrderPurpose.Manual, random.Next(2) == 0 ? 0.5m : 1m, random.Next(3) * 0.5m);
        var limits = new RiskLimits();
        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            if (random.Next(4) == 0)
                limits = limits.With(rule, new RiskLimit(LimitOf(rule, random), (BreachAction)random.Next(3)));
        }

        return new MadeAccount
        {
            IsHedged = isHedged, Equity = equity, PeakEquity = Math.Max(1, equity + random.Next(0, 300)), DayEquity = equity + random.Next(-100, 300),
            OrdersInMinute = random.Next(6), Holdings = holdings, Order = order, Limits = limits,
        };
    }

    private static InstrumentId Name(int index) => new("venue", $"S{index}USDT");

    private static MadeHolding Hold(Random random, bool isHedged, InstrumentId instrument, string bucket)
    {
        var (longs, shorts) = (random.Next(3) * random.Next(1, 20), random.Next(3) * random.Next(1, 20));
        if (!isHedged && random.Next(2) == 0)
            longs = 0;
        else if (!isHedged)
            shorts = 0;
        return new MadeHolding(instrument, bucket, longs, shorts, Orders(random), Orders(random), random.Next(1, 60));
    }

    private static List<decimal> Orders(Random random) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => (decimal)random.Next(1, 12))];

    private static decimal LimitOf(RiskRule rule, Random random) => rule switch
    {
        RiskRule.OrderNotional or RiskRule.PositionNotional or RiskRule.SymbolNotional => random.Next(10, 1500),
        RiskRule.TotalExposure => random.Next(100, 4000),
        RiskRule.NetExposure or RiskRule.GrossExposure or RiskRule.CorrelationBucket => random.Next(10, 300),
        RiskRule.Leverage => random.Next(1, 30) * 0.1m,
        RiskRule.Concentration => random.Next(20, 100),
        RiskRule.DailyLoss => random.Next(50, 300),
        RiskRule.Drawdown => random.Next(2, 60),
        RiskRule.OrdersPerMinute => random.Next(2, 8),
        RiskRule.PriceDeviation => random.Next(1, 12),
        _ => random.Next(1, 6),
    };
}

/// <summary>One instrument of such an account; every open order by itself.</summary>
internal sealed record MadeHolding(InstrumentId Instrument, string Bucket, decimal Long, decimal Short, List<decimal> Buys, List<decimal> Sells, decimal Price);
