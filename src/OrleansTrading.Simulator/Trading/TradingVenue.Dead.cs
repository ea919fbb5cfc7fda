namespace OrleansTrading.Simulator.Trading;

internal sealed partial class TradingVenue
{
    /// <summary>
    /// For venues that take an order which cannot be what it wants to be, and end it at once: one that would take although it must not, or
    /// cannot fill whole although it must.
    /// </summary>
    public Order PlaceDead(TradingAccount account, OrderTerms terms, long now)
    {
        Advance(now);
        var number = NextId(_now);
        var order = new Order(number, terms.ClientId ?? $"auto{number}", terms, OrderStatus.New, 0, 0, _now, _now);
        account.Put(order);
        account.Tell(new OrderNotice(_now, order, OrderChange.Accepted, null));
        return End(account, order, OrderStatus.Expired, _now);
    }
}
