namespace OrleansTrading.Simulator.Trading;

/// <summary>When conditional orders go off.</summary>
internal static class Conditions
{
    /// <summary>Whether an order with that trigger would go off at the price.</summary>
    public static bool Holds(ConditionalKind kind, OrderSide side, decimal trigger, decimal price) =>
        kind == ConditionalKind.Stop == (side == OrderSide.Buy) ? price >= trigger : price <= trigger;

    /// <summary>Shows a price to a waiting order, which goes off, follows, or goes on waiting.</summary>
    public static void Look(TradingAccount account, ConditionalOrder order, decimal price, long time, TradingVenue venue)
    {
        var terms = order.Terms;
        if (terms.Kind != ConditionalKind.Trailing)
        {
            if (Holds(terms.Kind, terms.Order.Side, terms.Trigger!.Value, price))
                venue.GoOff(account, order, time);
            return;
        }

        var buys = terms.Order.Side == OrderSide.Buy;
        if (order.Best is not { } best)
        {
            // A trailing buy follows a price that falls: it begins where a take-profit of its side would go off.
            if (terms.Trigger is null || Holds(ConditionalKind.TakeProfit, terms.Order.Side, terms.Trigger.Value, price))
                account.Put(order with { Best = price });
            return;
        }

        if (buys ? price < best : price > best)
            account.Put(order with { Best = price });
        else if (buys ? price >= best * (1 + terms.CallbackRate) : price <= best * (1 - terms.CallbackRate))
            venue.GoOff(account, order, time);
    }
}
