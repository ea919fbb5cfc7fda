using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Risk;

/// <summary>
/// Judges an order the slow way: it lists for every instrument whatever may become of it (any of the open orders trade or do not, the
/// position is still there or has been closed by its guard) and measures each of these states.
/// </summary>
internal sealed class RiskOracle(MadeAccount account)
{
    /// <summary>The quantity that may be sent, and by what action it is less than asked.</summary>
    public (decimal Quantity, BreachAction? Action) Judge()
    {
        var order = account.Order;
        if (order.ReduceOnly && order.Purpose != OrderPurpose.Manual)
            return (order.Quantity, null);
        if (account.Limits.IsEmpty)
            return order.ReduceOnly ? (order.Quantity, null) : (0, BreachAction.Refuse);
        var actions = Breached(order.Quantity).Select(rule => account.Limits.Of(rule)!.Action).ToList();
        if (actions.Count == 0)
            return (order.Quantity, null);
        if (actions.Contains(BreachAction.Halt))
            return (0, BreachAction.Halt);
        if (actions.Contains(BreachAction.Refuse))
            return (0, BreachAction.Refuse);
        var largest = 0m;
        for (var quantity = order.StepSize; quantity <= order.Quantity; quantity += order.StepSize)
        {
            if (!Breached(quantity).Any())
                largest = quantity;
        }

        return (largest < order.MinQuantity ? 0 : largest, BreachAction.Reduce);
    }

    /// <summary>The limits that so much of the order breaches.</summary>
    public IEnumerable<RiskRule> Breached(decimal quantity)
    {
        var (before, after) = (new States(account, 0), new States(account, quantity));
        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            if (account.Limits.Of(rule) is not { Value: var limit })
                continue;
            if (account.Order.ReduceOnly && rule is not (RiskRule.OrdersPerMinute or RiskRule.PriceDeviation))
                continue;
            if (IsBreached(rule, limit, quantity, before, after))
                yield return rule;
        }
    }

    private bool IsBreached(RiskRule rule, decimal limit, decimal quantity, States before, States after)
    {
        var order = account.Order;
        return rule switch
        {
            RiskRule.OrderNotional => quantity * order.Price > limit,
            RiskRule.PositionNotional => Grown(before.Own, after.Own, limit),
            RiskRule.SymbolNotional => Grown(before.Everything, after.Everything, limit),
            RiskRule.TotalExposure => Grown(before.Total, after.Total, limit),
            RiskRule.NetExposure => GrownOfEquity(before.Net, after.Net, limit / 100),
            RiskRule.GrossExposure => GrownOfEquity(before.Total, after.Total, limit / 100),
            RiskRule.Leverage => GrownOfEquity(before.Total, after.Total, limit),
            RiskRule.Concentration => after.Beside > 0 && after.OwnGross > before.OwnGross && after.OwnGross * 100 > limit * (after.OwnGross + after.Beside),
            RiskRule.CorrelationBucket => GrownOfEquity(before.Bucket, after.Bucket, limit / 100),
            RiskRule.DailyLoss => account.DayEquity - account.Equity > limit,
            RiskRule.Drawdown => account.PeakEquity - account.Equity > limit / 100 * account.PeakEquity,
            RiskRule.OrdersPerMinute => account.OrdersInMinute >= limit,
            RiskRule.PriceDeviation => order.LimitPrice is { } price
                && (order.MarkPrice is { } mark ? Math.Abs(price - mark) > limit / 100 * mark : !order.ReduceOnly),
            _ => after.Positions > before.Positions && after.Positions > limit,
        };
    }

    private static bool Grown(decimal before, decimal after, decimal limit) => after > before && after > limit;

    private bool GrownOfEquity(decimal before, decimal after, decimal share) =>
        account.Equity <= 0 ? after > 0 : Grown(before, after, share * account.Equity);

    /// <summary>The worst over all that may become of the account.</summary>
    private sealed class States
    {
        public States(MadeAccount account, decimal quantity)
        {
            var order = account.Order;
            var known = account.Holdings.Any(holding => holding.Instrument == order.Instrument);
            var fresh = new MadeHolding(order.Instrument, order.Bucket, 0, 0, [], [], order.Price);
            decimal high = 0, low = 0;
            foreach (var holding in known ? account.Holdings : [.. account.Holdings, fresh])
            {
                var isOwn = holding.Instrument == order.Instrument;
                var price = isOwn ? Math.Max(Math.Max(order.Price, order.MarkPrice ?? 0), holding.Price) : holding.Price;
                var added = isOwn ? quantity * price : 0;
                List<decimal> buys = [.. holding.Buys.Select(units => units * holding.Price), .. order.Side == OrderSide.Buy ? [added] : Array.Empty<decimal>()];
                List<decimal> sells = [.. holding.Sells.Select(units => units * holding.Price), .. order.Side == OrderSide.Sell ? [added] : Array.Empty<decimal>()];
                var ends = Ends(account.IsHedged, holding.Long * holding.Price, holding.Short * holding.Price, buys, sells).ToList();
                var gross = ends.Max(end => end.Long + end.Short);
                Total += gross;
                Positions += ends.Max(end => (end.Long > 0 ? 1 : 0) + (end.Short > 0 ? 1 : 0));
                Bucket += holding.Bucket == order.Bucket ? gross : 0;
                var stay = ends.Where(end => !end.WasClosed).Select(end => end.Long - end.Short).ToList();
                (high, low) = (high + stay.Max(), low + stay.Min());
                if (isOwn)
                {
                    Own = ends.Max(end => order.Side == OrderSide.Buy ? end.Long : end.Short);
                    Everything = ((holding.Long + holding.Short) * holding.Price) + buys.Sum() + sells.Sum();
                    OwnGross = gross;
                }
                else
                {
                    _held += (holding.Long + holding.Short) * holding.Price;
                    _othersWorst += gross;
                }
            }

            Net = Math.Max(Math.Abs(high), Math.Abs(low));
        }

        private readonly decimal _held;
        private readonly decimal _othersWorst;

        public decimal Own { get; }

        public decimal OwnGross { get; }

        public decimal Everything { get; }

        public decimal Total { get; }

        public decimal Net { get; }

        public decimal Bucket { get; }

        public int Positions { get; }

        public decimal Beside => _held > 0 ? _held : _othersWorst;

        private static IEnumerable<(decimal Long, decimal Short, bool WasClosed)> Ends(bool isHedged, decimal longs, decimal shorts, List<decimal> buys, List<decimal> sells)
        {
            foreach (var closed in new[] { false, true })
            {
                var (heldLong, heldShort) = closed ? (0, 0) : (longs, shorts);
                for (var some = 0; some < 1 << (buys.Count + sells.Count); some++)
                {
                    var chosen = some;
                    var bought = buys.Where((_, i) => (chosen & (1 << i)) != 0).Sum();
                    var sold = sells.Where((_, i) => (chosen & (1 << (buys.Count + i))) != 0).Sum();
                    if (isHedged)
                    {
                        yield return (heldLong + bought, heldShort + sold, closed);
                        continue;
                    }

                    var net = heldLong - heldShort + bought - sold;
                    yield return (Math.Max(net, 0), Math.Max(-net, 0), closed);
                }
            }
        }
    }
}
