using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Risk;

/// <summary>
/// Holds an order to an account's limits. What counts is the worst that the order and the open ones can make of the account, whichever of
/// them trade and in whatever order. A limit is breached by an order that takes the account above it, not by one that leaves it as it is:
/// who is above a limit already may still do what does not add to it.
/// </summary>
public static class RiskCheck
{
    private const int Rules = (int)RiskRule.OpenPositions + 1;

    /// <param name="view">The account, everything reserved included, the order itself left out.</param>
    /// <param name="order">The order; its quantity is more than 0.</param>
    /// <param name="limits">The account's limits.</param>
    public static RiskVerdict Check(RiskView view, RiskOrder order, RiskLimits limits)
    {
        if (order.ReduceOnly && order.Purpose != OrderPurpose.Manual)
            return Allowed(order);
        if (limits.IsEmpty)
            return order.ReduceOnly ? Allowed(order) : new RiskVerdict(0, null, BreachAction.Refuse, "The account has no limits: it opens no position until it has some.");
        var figures = new RiskFigures(view, order);
        RiskRule? worst = null;
        var (action, breached) = (BreachAction.Refuse, 0);
        for (var rule = (RiskRule)0; (int)rule < Rules; rule++)
        {
            if (limits.Of(rule) is not { } limit || !Concerns(rule, order) || !figures.Breaches(rule, limit.Value, order.Quantity))
                continue;
            breached |= 1 << (int)rule;
            if (worst is null || Strictness(limit.Action) > Strictness(action))
                (worst, action) = (rule, limit.Action);
        }

        if (worst is not { } breach)
            return Allowed(order);
        var quantity = action == BreachAction.Reduce ? Largest(figures, limits, breached, order) : 0;
        return new RiskVerdict(quantity, breach, action, Explain(figures, breach, limits.Of(breach)!, order, quantity));
    }

    private static RiskVerdict Allowed(RiskOrder order) => new(order.Quantity, null, BreachAction.Refuse, null);

    /// <summary>An order that only reduces is never held to what it makes smaller.</summary>
    internal static bool Concerns(RiskRule rule, RiskOrder order) => !order.ReduceOnly || rule is RiskRule.OrdersPerMinute or RiskRule.PriceDeviation;

    private static int Strictness(BreachAction action) => action switch
    {
        BreachAction.Reduce => 0,
        BreachAction.Refuse => 1,
        _ => 2,
    };

    /// <summary>
    /// The most steps that breach nothing, or 0 when they are less than the smallest order. No measure falls while the quantity grows, so
    /// what breaches nothing at the asked quantity breaches nothing below, and halving finds the most.
    /// </summary>
    private static decimal Largest(in RiskFigures figures, RiskLimits limits, int breached, RiskOrder order)
    {
        if (order.StepSize <= 0)
            return 0;
        var (fits, tooMany) = (0m, decimal.Floor(order.Quantity / order.StepSize) + 1);
        while (tooMany - fits > 1)
        {
            var middle = decimal.Floor((fits + tooMany) / 2);
            if (BreachesAny(figures, limits, breached, middle * order.StepSize))
                tooMany = middle;
            else
                fits = middle;
        }

        var quantity = fits * order.StepSize;
        return quantity < order.MinQuantity ? 0 : quantity;
    }

    private static bool BreachesAny(in RiskFigures figures, RiskLimits limits, int breached, decimal quantity)
    {
        for (var rule = (RiskRule)0; (int)rule < Rules; rule++)
        {
            if ((breached & (1 << (int)rule)) != 0 && figures.Breaches(rule, limits.Of(rule)!.Value, quantity))
                return true;
        }

        return false;
    }

    private static string Explain(in RiskFigures figures, RiskRule rule, RiskLimit limit, RiskOrder order, decimal quantity)
    {
        var unit = RiskLimitRules.UnitOf(rule);
        var measured = figures.Measure(rule, order.Quantity) is { } value
            ? $"{rule} is at most {limit.Value} {unit}; with {order.Side} {order.Quantity} {order.Instrument} it would be {decimal.Round(value, 4)}"
            : $"{rule} is at most {limit.Value} {unit}; it cannot be told without {(rule == RiskRule.PriceDeviation ? "a mark price" : "equity above 0")}";
        if (limit.Action != BreachAction.Reduce)
            return measured + ".";
        return quantity > 0
            ? $"{measured}; cut to {quantity}."
            : $"{measured}, and what the limit leaves is less than the smallest order of {order.MinQuantity}.";
    }
}
