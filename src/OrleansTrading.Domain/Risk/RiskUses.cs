using System.Collections.Immutable;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Risk;

/// <summary>Tells how far limits are used, by the figures that orders are held to.</summary>
public static class RiskUses
{
    /// <summary>Every rule before and after an order.</summary>
    public static ImmutableArray<RiskUse> Of(RiskView view, RiskOrder order, RiskLimits limits)
    {
        var figures = new RiskFigures(view, order);
        var uses = ImmutableArray.CreateBuilder<RiskUse>();
        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            var limit = limits.Of(rule);
            var isBreached = limit is not null && RiskCheck.Concerns(rule, order) && figures.Breaches(rule, limit.Value, order.Quantity);
            uses.Add(new RiskUse(rule, limit, NowOf(figures, rule, view), figures.Measure(rule, order.Quantity), isBreached));
        }

        return uses.ToImmutable();
    }

    /// <summary>Every rule now. What is measured of one instrument is told of the one that uses most.</summary>
    public static ImmutableArray<RiskUse> Of(RiskView view, RiskLimits limits)
    {
        var uses = ImmutableArray.CreateBuilder<RiskUse>();
        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            decimal? now = null;
            foreach (var order in NoOrders(view))
            {
                if (NowOf(new RiskFigures(view, order), rule, view) is { } used && (now is null || used > now))
                    now = used;
            }

            var limit = limits.Of(rule);
            uses.Add(new RiskUse(rule, limit, now, null, limit is not null && now > limit.Value));
        }

        return uses.ToImmutable();
    }

    private static decimal? NowOf(in RiskFigures figures, RiskRule rule, RiskView view) => rule switch
    {
        RiskRule.OrderNotional or RiskRule.PriceDeviation => null,
        RiskRule.OrdersPerMinute => view.OrdersInMinute,
        RiskRule.DailyLoss => Math.Max(0, view.DayEquity - view.Equity),
        _ => figures.Measure(rule, 0),
    };

    /// <summary>Orders of nothing, from which the account can be seen from each of its instruments and sides.</summary>
    private static IEnumerable<RiskOrder> NoOrders(RiskView view) =>
        from position in view.Positions.ToArray().DefaultIfEmpty(new RiskPosition(default, "", 0, 0, 0, 0, 0))
        from side in (OrderSide[])[OrderSide.Buy, OrderSide.Sell]
        select new RiskOrder(position.Instrument, position.Bucket, side, 0, position.Price, null, position.Price, false, OrderPurpose.Manual, 0, 0);
}
