using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>
/// What rests and waits in one symbol, of all accounts, and how far the market has been held against it. Trades are looked at one
/// by one and mark prices at the steps of the symbol's grid, so what happens does not hang on when anybody looks.
/// </summary>
internal sealed class SymbolDesk(ListedSymbol symbol)
{
    private readonly List<(TradingAccount Account, long Id)> _resting = [];
    private readonly List<(TradingAccount Account, long Id)> _waiting = [];
    private readonly TradeWalk _walk = new(symbol.Market);
    private long _at;

    public ListedSymbol Symbol { get; } = symbol;

    public void Rest(TradingAccount account, Order order, long now)
    {
        Wake(now);
        _resting.Add((account, order.Id));
    }

    public void Wait(TradingAccount account, ConditionalOrder order, long now)
    {
        Wake(now);
        _waiting.Add((account, order.Id));
    }

    /// <summary>When something is to be looked at next, if it is not after <paramref name="until"/>; else <see cref="long.MaxValue"/>.</summary>
    public long NextTime(long until)
    {
        if (_resting.Count + _waiting.Count == 0)
            return long.MaxValue;
        var mark = NextMark();
        var trade = _walk.NextTime(Math.Min(until, mark));
        return trade <= until ? trade : mark <= until ? mark : long.MaxValue;
    }

    /// <summary>Holds what happened after the last time, up to <paramref name="until"/>, against what rests and waits.</summary>
    public void Advance(long until, TradingVenue venue)
    {
        while (_resting.Count + _waiting.Count > 0)
        {
            var mark = NextMark();
            if (_walk.TryNext(Math.Min(until, mark), out var trade))
            {
                OnTrade(trade, venue);
            }
            else if (mark <= until)
            {
                _at = mark;
                Trigger(TriggerPrice.Mark, Margins.MarkOf(Symbol, mark), mark, venue);
            }
            else
            {
                break;
            }
        }

        _at = until;
    }

    private void Wake(long now)
    {
        if (_resting.Count + _waiting.Count == 0)
        {
            _at = now;
            _walk.Start(now);
        }
    }

    private long NextMark()
    {
        var step = Symbol.Market.StepMilliseconds;
        return WatchesMark() ? ((_at / step) + 1) * step : long.MaxValue;
    }

    private bool WatchesMark()
    {
        foreach (var (account, id) in _waiting)
        {
            if (account.TryConditional(id, out var order) && order.IsOpen && order.Terms.Watches == TriggerPrice.Mark)
                return true;
        }

        return false;
    }

    private void OnTrade(in Trade trade, TradingVenue venue)
    {
        var price = Symbol.Spec.Price(trade.Price);
        Match(price, Symbol.Spec.Quantity(trade.Quantity), trade.Time, venue);
        Trigger(TriggerPrice.Last, price, trade.Time, venue);
    }

    // The best price first, then who came first; together they get no more than was traded.
    private void Match(decimal price, decimal quantity, long time, TradingVenue venue)
    {
        if (_resting.Count == 0)
            return;
        var reached = _resting.Select(entry => (entry.Account, Order: entry.Account.TryOrder(entry.Id, out var order) ? order : null))
            .Where(entry => entry.Order is { IsOpen: true } order && (order.Sign > 0 ? price <= order.Terms.Price : price >= order.Terms.Price))
            .OrderByDescending(entry => entry.Order!.Sign * entry.Order.Terms.Price!.Value).ThenBy(entry => entry.Order!.Id)
            .ToList();
        foreach (var (account, order) in reached)
        {
            if (quantity <= 0)
                break;
            // An earlier fill may have closed what this one was to reduce.
            if (account.TryOrder(order!.Id, out var current) && current.IsOpen)
                quantity -= venue.FillResting(account, current, quantity, time);
        }

        _resting.RemoveAll(entry => !entry.Account.TryOrder(entry.Id, out var order) || !order.IsOpen);
    }

    private void Trigger(TriggerPrice watched, decimal price, long time, TradingVenue venue)
    {
        if (_waiting.Count == 0)
            return;
        foreach (var (account, id) in _waiting.ToArray())
        {
            if (account.TryConditional(id, out var order) && order.IsOpen && order.Terms.Watches == watched)
                Conditions.Look(account, order, price, time, venue);
        }

        _waiting.RemoveAll(entry => !entry.Account.TryConditional(entry.Id, out var order) || !order.IsOpen);
    }
}
