using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

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

    private static decimal Price(IAccountPrices prices, Position position) =>
        prices.PriceOf(position.Key.Instrument) ?? position.Cost / position.Quantity;
}
