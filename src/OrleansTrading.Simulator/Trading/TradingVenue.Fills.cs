using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>Fills, and what they do to orders, positions and cash.</summary>
internal sealed partial class TradingVenue
{
    private long _nextFunding;

    /// <summary>Fills a resting order at its own price, as far as the quantity goes; answers how much it took.</summary>
    internal decimal FillResting(TradingAccount account, Order order, decimal quantity, long time)
    {
        var filled = Math.Min(quantity, Room(account, order));
        if (filled > 0)
            Fill(account, order, order.Terms.Price!.Value, filled, isMaker: true, time);
        return filled;
    }

    // Takes what the book offers; then the order rests, or ends.
    private void Trade(TradingAccount account, Order order, Liquidity book, long now)
    {
        foreach (var (price, quantity) in book.Levels(order.Terms))
        {
            var taken = Math.Min(quantity, Room(account, order));
            if (taken > 0)
                order = Fill(account, order, price, taken, isMaker: false, now);
            if (!order.IsOpen || Room(account, order) <= 0)
                break;
        }

        if (!order.IsOpen)
            return;
        if (order.Terms is { Kind: OrderKind.Limit, Duration: OrderDuration.UntilCancelled or OrderDuration.PostOnly } && Room(account, order) > 0)
            Desk(order.Terms.Symbol).Rest(account, order, now);
        else
            End(account, order, OrderStatus.Expired, now);
    }

    // What the order may still trade: never more than it has left, nor more than closes the position if that is all it may do.
    private static decimal Room(TradingAccount account, Order order) =>
        Math.Min(order.Remaining, account.Closable(order.Terms) ?? decimal.MaxValue);

    private Order Fill(TradingAccount account, Order order, decimal price, decimal quantity, bool isMaker, long time)
    {
        var terms = order.Terms;
        var position = account.Position(order.Symbol, terms.PositionSide).After(order.Sign * quantity, price, time, out var realised);
        var fee = Math.Round(price * quantity * (isMaker ? Rules.MakerFee : Rules.TakerFee), Position.MoneyDecimals);
        var execution = new Execution(NextId(time), order.Id, order.Symbol, terms.Side, terms.PositionSide, price, quantity, fee, isMaker, realised, time);
        var executed = order.Executed + quantity;
        var filled = order with
        {
            Executed = executed, Proceeds = order.Proceeds + (price * quantity), Updated = time,
            Status = executed == terms.Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled,
        };
        account.Put(position);
        account.Put(execution);
        account.Put(filled);
        if (realised != 0)
            account.Book(new LedgerEntry(NextId(time), LedgerKind.RealisedPnl, order.Symbol, realised, time, execution.Id));
        if (fee != 0)
            account.Book(new LedgerEntry(NextId(time), LedgerKind.Commission, order.Symbol, -fee, time, execution.Id));
        account.Tell(new BalanceNotice(time, BalanceReason.Order, realised - fee, [position]));
        account.Tell(new OrderNotice(time, filled, OrderChange.Traded, execution));
        AfterEnd(account, filled, time);
        ExpireIdleReducers(account, position, order.Id, time);
        return filled;
    }

    // What was to reduce a position that is no more has nothing left to do.
    private static void ExpireIdleReducers(TradingAccount account, Position position, long except, long time)
    {
        foreach (var order in account.OpenOrders.Where(order => order.Id != except && order.Symbol == position.Symbol).ToArray())
        {
            if (account.Closable(order.Terms) is <= 0)
                End(account, order, OrderStatus.Expired, time);
        }
    }

    private static Order End(TradingAccount account, Order order, OrderStatus status, long time)
    {
        var ended = order with { Status = status, Updated = time };
        account.Put(ended);
        account.Tell(new OrderNotice(time, ended, status == OrderStatus.Cancelled ? OrderChange.Cancelled : OrderChange.Expired, null));
        AfterEnd(account, ended, time);
        return ended;
    }

    private static void AfterEnd(TradingAccount account, Order order, long time)
    {
        if (!order.IsOpen && order.Terms.ConditionalId is { } id && account.TryConditional(id, out var conditional))
            Put(account, conditional with { Status = ConditionalStatus.Finished, OrderId = order.Id, Updated = time }, time);
    }

    // A positive rate is paid by longs to shorts, on the notional at the mark price.
    private void PayFunding()
    {
        var time = _nextFunding;
        _nextFunding = FundingModel.NextFundingTime(time);
        foreach (var account in _accounts.Values)
        {
            foreach (var position in account.Positions.Where(position => position.Quantity != 0).ToArray())
            {
                var symbol = Market.Find(position.Symbol)!;
                var rate = FundingModel.ToDecimal(symbol.Funding.Rate(time - 1));
                var amount = -Math.Round(position.Quantity * Margins.MarkOf(symbol, time) * rate, Position.MoneyDecimals);
                account.Book(new LedgerEntry(NextId(time), LedgerKind.Funding, position.Symbol, amount, time, null));
                account.Tell(new BalanceNotice(time, BalanceReason.Funding, amount, [position]));
            }
        }
    }
}
