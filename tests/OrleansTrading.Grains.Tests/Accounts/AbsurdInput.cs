using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>Orders, guards and limits of numbers that nobody means. Their form is mostly right, so that what refuses them is the numbers, and some pass.</summary>
internal static class AbsurdInput
{
    private static readonly decimal[] Numbers =
    [
        0, -1, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 0.000000000001m, 0.00000001m, 0.001m, 0.5m, 1, 5, 99.9m, 100, 101, 123.456789m, 10_000,
        1e9m, 1e12m, 1e15m, 1e16m, 1e20m, 1e24m, 7.9e28m,
    ];

    public static PlaceOrder Order(Random random, InstrumentId instrument, string key)
    {
        var type = (OrderType)random.Next(7);
        var isByValue = random.Next(3) == 0;
        return new PlaceOrder(
            key, OrderPurpose.Manual, instrument, (OrderSide)random.Next(2), random.Next(3) == 0 ? (PositionSide)random.Next(3) : null, type,
            isByValue ? null : Number(random), isByValue ? Number(random) : null,
            Where(random, type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit),
            Where(random, type is not (OrderType.Market or OrderType.Limit) && (type != OrderType.TrailingStop || random.Next(2) == 0)),
            Where(random, type == OrderType.TrailingStop), TimeInForce.GoodTillCancel, random.Next(4) == 0, random.Next(3) == 0 ? Plan(random) : null, "test");
    }

    public static GuardPlan Plan(Random random) => new(
        Maybe(random), random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new GuardTarget(Number(random), Number(random)))],
        Maybe(random), random.Next(4) == 0 ? Number(random) : null, Maybe(random),
        random.Next(4) switch { 0 => long.MaxValue, 1 => random.NextInt64(), _ => null });

    public static LimitsChange Limits(Random random) => new(
        ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add((RiskRule)random.Next(14), random.Next(3) == 0 ? null : new RiskLimit(Number(random), (BreachAction)random.Next(3))), "test");

    /// <summary>One of those that are known to be evil, or of as many digits and places as there can be.</summary>
    public static decimal Number(Random random) => random.Next(4) == 0
        ? new decimal(random.Next(), random.Next(), random.Next(2) * random.Next(), random.Next(8) == 0, (byte)random.Next(29))
        : Numbers[random.Next(Numbers.Length)];

    private static decimal? Maybe(Random random) => random.Next(2) == 0 ? null : Number(random);

    /// <summary>Where it belongs, and now and then where it does not.</summary>
    private static decimal? Where(Random random, bool belongs) => belongs == (random.Next(12) != 0) ? Number(random) : null;
}
