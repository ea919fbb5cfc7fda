using System.Diagnostics.CodeAnalysis;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>
/// A venue's accounts and their matching against its market, without a word of its protocol. What happens is a function of the market,
/// of what is asked and of the venue's time at which it is asked. Orders take from the book as it stands and leave it as it is; what
/// rests trades when the market's trades reach its price, for as much as was traded. Everything is done within <see cref="Gate"/>.
/// </summary>
internal sealed partial class TradingVenue
{
    private readonly Dictionary<string, TradingAccount> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SymbolDesk> _desks = new(StringComparer.Ordinal);
    private long _now;
    private long _lastId;

    public TradingVenue(VenueRules rules, SimulatorMarket market, long start)
    {
        Rules = rules;
        Market = market;
        _now = start;
        _nextFunding = FundingModel.NextFundingTime(start);
    }

    /// <summary>Held by whoever reads or changes an account, and never while waiting for anything.</summary>
    public Lock Gate { get; } = new();

    public VenueRules Rules { get; }

    public SimulatorMarket Market { get; }

    public IReadOnlyCollection<TradingAccount> Accounts => _accounts.Values;

    /// <summary>Raised within the gate when an account has been opened.</summary>
    public event Action<TradingAccount>? Opened;

    public bool TryAccount(string key, [NotNullWhen(true)] out TradingAccount? account) => _accounts.TryGetValue(key, out account);

    /// <summary>An account with cash in it; null when the key is taken.</summary>
    public TradingAccount? Open(AccountKeys keys, decimal balance, long now)
    {
        var account = new TradingAccount(keys, Rules);
        if (!_accounts.TryAdd(keys.Key, account))
            return null;
        Opened?.Invoke(account);
        if (balance != 0)
            Transfer(account, balance, now);
        return account;
    }

    public void Transfer(TradingAccount account, decimal amount, long now)
    {
        account.Book(new LedgerEntry(NextId(now), LedgerKind.Transfer, "", amount, now, null));
        account.Tell(new BalanceNotice(now, BalanceReason.Transfer, amount, []));
    }

    /// <summary>
    /// Lets everything happen that has happened in the market up to <paramref name="now"/>, in the order of time over all symbols: in how many steps
    /// it is asked for makes no difference. Time does not go back.
    /// </summary>
    public void Advance(long now)
    {
        while (now > _now)
        {
            var until = Math.Min(now, Math.Min(_nextFunding, NextCountdown()));
            var next = _desks.Values.Select(desk => desk.NextTime(until)).Append(until).Min();
            foreach (var desk in _desks.Values)
                desk.Advance(next, this);
            _now = next;
            if (next < until)
                continue;
            RunCountdowns();
            if (until == _nextFunding)
                PayFunding();
        }
    }

    /// <summary>Places an order; the answer is the order as it is after trading what could be traded at once.</summary>
    public Answer<Order> Place(TradingAccount account, OrderTerms terms, long now)
    {
        Advance(now);
        return PlaceNow(account, terms, _now);
    }

    public Answer<Order> Cancel(TradingAccount account, Order order, long now)
    {
        Advance(now);
        if (!account.TryOrder(order.Id, out var current) || !current.IsOpen)
            return RefusalReason.UnknownOrder;
        return End(account, current, OrderStatus.Cancelled, _now);
    }

    /// <summary>Cancels the account's open orders, of one symbol or of all.</summary>
    public IReadOnlyList<Order> CancelAll(TradingAccount account, string? symbol, long now)
    {
        Advance(now);
        return [.. account.OpenOrders.Where(order => symbol is null || order.Symbol == symbol).ToArray().Select(order => End(account, order, OrderStatus.Cancelled, _now))];
    }

    /// <summary>An open limit order with another price and quantity; it loses its turn, and trades at once what it can.</summary>
    public Answer<Order> Amend(TradingAccount account, Order order, decimal quantity, decimal price, long now)
    {
        Advance(now);
        if (!account.TryOrder(order.Id, out var current) || !current.IsOpen)
            return RefusalReason.UnknownOrder;
        if (current.Terms.Quantity == quantity && current.Terms.Price == price)
            return RefusalReason.NoChange;
        var terms = current.Terms with { Quantity = quantity, Price = price };
        if (OrderChecks.Check(terms, Rules, Margins.MarkOf(terms.Symbol, _now)) is { } refusal)
            return refusal;
        if (quantity <= current.Executed)
            return End(account, current, OrderStatus.Cancelled, _now);
        var top = Liquidity.At(terms.Symbol, _now);
        if (terms.Duration == OrderDuration.PostOnly && top.Reaches(terms))
            return RefusalReason.WouldTake;
        var amended = current with { Terms = terms, Updated = _now };
        account.Put(amended);
        account.Tell(new OrderNotice(_now, amended, OrderChange.Amended, null));
        Trade(account, amended, top, _now);
        return account.TryOrder(order.Id, out var after) ? after : amended;
    }

    private Answer<Order> PlaceNow(TradingAccount account, OrderTerms terms, long now)
    {
        if (terms.Symbol.Market.FirstTime > now)
            return RefusalReason.NotTrading;
        if ((terms.PositionSide != PositionSide.Both) != account.IsHedging)
            return RefusalReason.PositionSideMismatch;
        var mark = Margins.MarkOf(terms.Symbol, now);
        if (OrderChecks.Check(terms, Rules, mark) is { } broken)
            return broken;
        if (terms.ClientId is { } id && account.TryOrder(id, out var earlier) && earlier.IsOpen)
            return RefusalReason.DuplicateClientId;
        if (account.OpenOrders.Count(order => order.Symbol == terms.Symbol.Spec.Name) >= Rules.MostOpenOrders)
            return RefusalReason.TooManyOpenOrders;
        var book = Liquidity.At(terms.Symbol, now);
        if ((FitsBook(terms, book, mark) ?? FitsAccount(account, terms, book, now)) is { } refusal)
            return refusal;
        var number = NextId(now);
        var order = new Order(number, terms.ClientId ?? $"auto{number}", terms, OrderStatus.New, 0, 0, now, now);
        account.Put(order);
        account.Tell(new OrderNotice(now, order, OrderChange.Accepted, null));
        Trade(account, order, book, now);
        return account.TryOrder(number, out var after) ? after : order;
    }

    private Refusal? FitsBook(OrderTerms terms, Liquidity book, decimal mark)
    {
        if (terms.Kind == OrderKind.Market)
        {
            if (book.Best(terms.Side) is not { } best)
                return RefusalReason.NoLiquidity;
            var beyond = terms.Side == OrderSide.Buy ? best > mark * (1 + Rules.PriceBand) : best < mark * (1 - Rules.PriceBand);
            return beyond ? RefusalReason.MarketBeyondBand : null;
        }

        return terms.Duration switch
        {
            OrderDuration.PostOnly when book.Reaches(terms) => RefusalReason.WouldTake,
            OrderDuration.FillOrKill when book.Available(terms) < terms.Quantity => RefusalReason.WouldNotFill,
            _ => (Refusal?)null,
        };
    }

    private Refusal? FitsAccount(TradingAccount account, OrderTerms terms, Liquidity book, long now)
    {
        if (account.Closable(terms) is { } closable)
        {
            // Where positions stand side by side an order that closes can do nothing else.
            return closable <= 0 || (!terms.ReduceOnly && terms.Quantity > closable) ? RefusalReason.ReduceOnlyRejected : null;
        }

        var price = terms.Price ?? book.Best(terms.Side)!.Value;
        if (OrderChecks.Notional(terms, Rules, price) is { } small)
            return small;
        var symbol = terms.Symbol;
        var before = Margins.Of(account, symbol, now);
        var after = Margins.Of(account, symbol, now, (terms, price));
        var more = after.Orders - before.Orders;
        if (more <= 0)
            return null;
        var leverage = account.Settings(symbol.Spec.Name).Leverage;
        if ((after.Position + after.Orders) * leverage > Rules.MostNotional(leverage))
            return RefusalReason.PositionTooLarge;
        var fee = terms.Quantity * price * Rules.TakerFee;
        return more + fee > Margins.Of(account, Market, now).Available ? RefusalReason.InsufficientMargin : null;
    }

    /// <summary>Rises, differs between runs of a simulator that start at different times, and stays within what a double holds exactly.</summary>
    private long NextId(long now) => _lastId = Math.Max(_lastId + 1, now * 1_000);

    private SymbolDesk Desk(ListedSymbol symbol)
    {
        if (!_desks.TryGetValue(symbol.Spec.Name, out var desk))
            _desks.Add(symbol.Spec.Name, desk = new SymbolDesk(symbol));
        return desk;
    }
}
