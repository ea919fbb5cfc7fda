using System.Collections.Immutable;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Guards;

/// <summary>Guards and walks of prices, made from seeds. Prices are whole cents around 100.</summary>
internal static class Made
{
    public static readonly PositionKey Position = new(new InstrumentId("binance", "BTCUSDT"), PositionSide.Net);
    public static readonly GuardPlan Nothing = new(null, [], null, null, null, null);

    public static PositionGuard Guard(GuardPlan plan, bool isLong = true, decimal entry = 100, decimal fee = 0) =>
        new("g1", Position, isLong, entry, 2, plan, GuardProgress.None with { Since = 0 }) { FeePerUnit = fee };

    public static GuardPlan Plan(Random random, bool withTrailing = true)
    {
        var targets = ImmutableArray.CreateBuilder<GuardTarget>();
        var price = 100m;
        for (var i = random.Next(4); i > 0; i--)
            targets.Add(new GuardTarget(price += random.Next(10, 150) * 0.01m, random.Next(1, 4) * 0.25m));
        while (targets.Sum(target => target.Share) > 1)
            targets.RemoveAt(targets.Count - 1);
        var trails = withTrailing && random.Next(2) == 0;
        return new GuardPlan(
            random.Next(4) == 0 ? null : 100 - (random.Next(20, 300) * 0.01m), targets.DrainToImmutable(), trails ? random.Next(2, 20) * 0.1m : null,
            trails && random.Next(2) == 0 ? 100 + (random.Next(0, 100) * 0.01m) : null, random.Next(3) == 0 ? 100 + (random.Next(30, 120) * 0.01m) : null,
            random.Next(5) == 0 ? random.Next(50, 400) : null);
    }

    /// <summary>The same plan for the opposite position: every price on the other side of <paramref name="middle"/>, as far away.</summary>
    public static GuardPlan Mirror(GuardPlan plan, decimal middle = 100) => plan with
    {
        StopLoss = (2 * middle) - plan.StopLoss,
        TakeProfits = [.. plan.TakeProfits.Select(target => target with { Price = (2 * middle) - target.Price })],
        TrailingActivation = (2 * middle) - plan.TrailingActivation,
        BreakEvenTrigger = (2 * middle) - plan.BreakEvenTrigger,
    };

    /// <summary>Prices with leaps, mark prices beside trades, one tick a unit of time.</summary>
    public static List<GuardTick> Walk(Random random, int length)
    {
        var price = 100m;
        var ticks = new List<GuardTick>(length);
        for (var i = 1; i <= length; i++)
        {
            price += random.Next(-20, 21) * 0.01m * (random.Next(40) == 0 ? 10 : 1);
            price = Math.Clamp(price, 90, 110);
            ticks.Add(random.Next(4) == 0
                ? new GuardTick(price + (random.Next(-10, 11) * 0.01m), GuardPriceKind.Mark, i)
                : new GuardTick(price, GuardPriceKind.Trade, i));
        }

        return ticks;
    }

    /// <summary>All that the ticks trigger, up to what ends the guard, and the guard then.</summary>
    public static (List<GuardTrigger> Triggers, PositionGuard Guard) Run(PositionGuard guard, IEnumerable<GuardTick> ticks)
    {
        var triggers = new List<GuardTrigger>();
        foreach (var tick in ticks)
        {
            while (true)
            {
                var (progress, trigger) = GuardEvaluator.Evaluate(guard, tick);
                guard = guard with { Progress = progress };
                if (trigger is null)
                    break;
                triggers.Add(trigger);
                if (trigger.Share == 1)
                    return (triggers, guard);
            }
        }

        return (triggers, guard);
    }
}
