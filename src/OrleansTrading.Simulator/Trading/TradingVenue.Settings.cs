namespace OrleansTrading.Simulator.Trading;

/// <summary>Leverage, margin, position mode and the countdown that cancels.</summary>
internal sealed partial class TradingVenue
{
    public Refusal? SetLeverage(TradingAccount account, string symbol, int leverage, long now)
    {
        Advance(now);
        if (leverage < 1 || leverage > Rules.MostLeverage)
            return RefusalReason.LeverageInvalid;
        return Put(account, symbol, account.Settings(symbol) with { Leverage = leverage });
    }

    public Refusal? SetMargin(TradingAccount account, string symbol, MarginMode margin, long now)
    {
        Advance(now);
        var settings = account.Settings(symbol);
        if (settings.Margin == margin)
            return RefusalReason.NoChange;
        if (account.OpenOrders.Any(order => order.Symbol == symbol) || account.Conditionals.Any(order => order.IsOpen && order.Symbol == symbol))
            return RefusalReason.HasOpenOrders;
        if (account.Positions.Any(position => position.Symbol == symbol && position.Quantity != 0))
            return RefusalReason.HasPosition;
        return Put(account, symbol, settings with { Margin = margin });
    }

    public Refusal? SetHedging(TradingAccount account, bool hedging, long now)
    {
        Advance(now);
        if (account.IsHedging == hedging)
            return RefusalReason.NoChange;
        if (account.OpenOrders.Any() || account.Conditionals.Any(order => order.IsOpen))
            return RefusalReason.HasOpenOrders;
        if (account.Positions.Any(position => position.Quantity != 0))
            return RefusalReason.HasPosition;
        account.IsHedging = hedging;
        return null;
    }

    /// <summary>Cancels the symbol's orders unless it is asked again before the time is over; 0 calls it off.</summary>
    public void CountDown(TradingAccount account, string symbol, long milliseconds, long now)
    {
        Advance(now);
        account.CountDown(symbol, _now + milliseconds, milliseconds);
    }

    private Refusal? Put(TradingAccount account, string symbol, SymbolSettings settings)
    {
        account.Put(symbol, settings);
        account.Tell(new SettingsNotice(_now, symbol, settings));
        return null;
    }

    private long NextCountdown()
    {
        var next = long.MaxValue;
        foreach (var account in _accounts.Values)
        {
            foreach (var countdown in account.Countdowns.Values)
                next = Math.Min(next, countdown.At);
        }

        return next;
    }

    private void RunCountdowns()
    {
        foreach (var account in _accounts.Values)
        {
            foreach (var (symbol, countdown) in account.Countdowns.Where(countdown => countdown.Value.At <= _now).ToArray())
            {
                account.CountDown(symbol, 0, 0);
                foreach (var order in account.OpenOrders.Where(order => order.Symbol == symbol).ToArray())
                    End(account, order, OrderStatus.Cancelled, _now);
            }
        }
    }
}
