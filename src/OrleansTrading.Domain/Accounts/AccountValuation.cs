using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What an account is worth at given prices. A position without a price counts at its entry price.</summary>
public static class AccountValuation
{
    /// <summary>Profit of all positions if they were closed now, before fees.</summary>
    public static decimal Unrealised(AccountBook book, IAccountPrices prices)
    {
        var sum = 0m;
        foreach (var position in book.Positions.Values)
        {
            if (!position.IsFlat && prices.PriceOf(position.Key.Instrument) is { } price)
                sum += position.UnrealisedAt(price);
        }

        return sum;
    }

    /// <summary>Cash of the account's asset and unrealised profit.</summary>
    public static decimal Equity(AccountBook book, IAccountPrices prices) =>
        book.Cash.GetValueOrDefault(book.Asset) + Unrealised(book, prices);

    /// <summary>Initial margin of the positions.</summary>
    public static decimal MarginUsed(AccountBook book, IAccountPrices prices, AccountRules rules)
    {
        var sum = 0m;
        foreach (var position in book.Positions.Values)
        {
            if (!position.IsFlat)
                sum += Math.Abs(position.Quantity) * Price(prices, position) / LeverageOf(book, position.Key.Instrument, rules);
        }

        return sum;
    }

    /// <summary>Initial margin of what the open orders may add; those that only reduce add nothing.</summary>
    public static decimal Reserved(AccountBook book, IAccountPrices prices, AccountRules rules)
    {
        var sum = 0m;
        foreach (var order in book.OpenOrders.Values)
        {
            if (!order.Spec.ReduceOnly)
                sum += order.Outstanding * (PriceOf(order.Spec, prices) ?? 0) / LeverageOf(book, order.Spec.Instrument, rules);
        }

        return sum;
    }

    public static int LeverageOf(AccountBook book, InstrumentId instrument, AccountRules rules) =>
        book.Leverage.TryGetValue(instrument, out var setting) ? Math.Max(1, setting.Leverage) : rules.DefaultLeverage;

    /// <summary>What an order is valued at: its limit price, else its stop price, else the market; null when none is known.</summary>
    public static decimal? PriceOf(OrderSpec spec, IAccountPrices prices) => spec.Price ?? spec.StopPrice ?? prices.PriceOf(spec.Instrument);

    /// <summary>The account as a risk check sees it, with all that its open orders may add.</summary>
    public static RiskView ViewOf(AccountBook book, IAccountPrices prices, long time)
    {
        var positions = new Dictionary<InstrumentId, RiskPosition>();
        foreach (var position in book.Positions.Values)
        {
            if (position.IsFlat)
                continue;
            var of = Of(positions, position.Key.Instrument, prices, position.Quantity == 0 ? 0 : position.Cost / position.Quantity);
            positions[position.Key.Instrument] = position.Quantity > 0
                ? of with { Long = of.Long + position.Quantity }
                : of with { Short = of.Short - position.Quantity };
        }

        foreach (var order in book.OpenOrders.Values)
        {
            if (order.Spec.ReduceOnly || order.Outstanding == 0)
                continue;
            var of = Of(positions, order.Spec.Instrument, prices, PriceOf(order.Spec, prices) ?? 0);
            positions[order.Spec.Instrument] = order.Spec.Side == OrderSide.Buy
                ? of with { OpenBuys = of.OpenBuys + order.Outstanding }
                : of with { OpenSells = of.OpenSells + order.Outstanding };
        }

        var equity = Equity(book, prices);
        var isNewDay = AccountBook.DayOf(time) > book.EquityDay;
        return new RiskView(
            equity, Math.Max(book.PeakEquity, equity), isNewDay ? equity : book.DayEquity, positions.Values, book.OrdersInMinute(time))
        {
            IsHedged = book.IsHedged,
        };
    }

    private static RiskPosition Of(Dictionary<InstrumentId, RiskPosition> positions, InstrumentId instrument, IAccountPrices prices, decimal otherwise) =>
        positions.TryGetValue(instrument, out var of)
            ? of
            : new RiskPosition(instrument, prices.BucketOf(instrument), 0, 0, 0, 0, prices.PriceOf(instrument) ?? otherwise);

    private static decimal Price(IAccountPrices prices, Position position) =>
        prices.PriceOf(position.Key.Instrument) ?? position.Cost / position.Quantity;
}
