using System.Diagnostics.CodeAnalysis;

namespace OrleansTrading.Simulator.Trading;

/// <summary>
/// One account of a venue: cash, positions, orders and what has happened to them. It is touched within the venue's
/// <see cref="TradingVenue.Gate"/> only; the records that it gives out may be taken anywhere.
/// </summary>
internal sealed class TradingAccount(AccountKeys keys, VenueRules rules)
{
    private readonly Dictionary<long, Order> _orders = [];
    private readonly Dictionary<string, long> _orderOfClientId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Order> _open = [];
    private readonly SortedDictionary<long, ConditionalOrder> _conditionals = [];
    private readonly Dictionary<string, long> _conditionalOfClientId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Symbol, PositionSide Side), Position> _positions = [];
    private readonly Dictionary<string, SymbolSettings> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long At, long Milliseconds)> _countdowns = new(StringComparer.Ordinal);
    private readonly List<Execution> _executions = [];
    private readonly List<LedgerEntry> _ledger = [];

    /// <summary>Raised within the gate, in the order of what happens; listeners must not wait.</summary>
    public event Action<AccountNotice>? Told;

    public AccountKeys Keys { get; } = keys;

    public VenueRules Rules { get; } = rules;

    /// <summary>Whether long and short positions of a symbol stand side by side.</summary>
    public bool IsHedging { get; internal set; }

    /// <summary>The sum of the ledger, in the quote asset.</summary>
    public decimal Wallet { get; private set; }

    public long Updated { get; private set; }

    /// <summary>Oldest first, as all below.</summary>
    public IEnumerable<Order> Orders => _orders.Values.OrderBy(order => order.Id);

    public IEnumerable<Order> OpenOrders => _open.Values;

    public IEnumerable<ConditionalOrder> Conditionals => _conditionals.Values;

    public IReadOnlyList<Execution> Executions => _executions;

    public IReadOnlyList<LedgerEntry> Ledger => _ledger;

    /// <summary>By symbol and side; those that have been closed are among them.</summary>
    public IEnumerable<Position> Positions => _positions.Values;

    public IReadOnlyDictionary<string, (long At, long Milliseconds)> Countdowns => _countdowns;

    public Position Position(string symbol, PositionSide side) =>
        _positions.GetValueOrDefault((symbol, side)) ?? Trading.Position.Flat(symbol, side);

    public SymbolSettings Settings(string symbol) =>
        _settings.GetValueOrDefault(symbol) ?? new SymbolSettings(Rules.StandardLeverage, MarginMode.Crossed);

    public bool TryOrder(long id, [NotNullWhen(true)] out Order? order) => _orders.TryGetValue(id, out order);

    /// <summary>The newest order of the client's id.</summary>
    public bool TryOrder(string clientId, [NotNullWhen(true)] out Order? order)
    {
        order = null;
        return _orderOfClientId.TryGetValue(clientId, out var id) && _orders.TryGetValue(id, out order);
    }

    public bool TryConditional(long id, [NotNullWhen(true)] out ConditionalOrder? order) => _conditionals.TryGetValue(id, out order);

    public bool TryConditional(string clientId, [NotNullWhen(true)] out ConditionalOrder? order)
    {
        order = null;
        return _conditionalOfClientId.TryGetValue(clientId, out var id) && _conditionals.TryGetValue(id, out order);
    }

    /// <summary>How much of the order would do no more than close the position that there is; null when it opens one.</summary>
    public decimal? Closable(OrderTerms terms)
    {
        var buys = terms.Side == OrderSide.Buy;
        var position = Position(terms.Symbol.Spec.Name, terms.PositionSide);
        return terms.PositionSide switch
        {
            PositionSide.Long => buys ? null : position.Quantity,
            PositionSide.Short => buys ? -position.Quantity : null,
            _ when !terms.ReduceOnly => null,
            _ => Math.Max(0, buys ? -position.Quantity : position.Quantity),
        };
    }

    internal void Put(Order order)
    {
        _orders[order.Id] = order;
        _orderOfClientId[order.ClientId] = order.Id;
        if (order.IsOpen)
            _open[order.Id] = order;
        else
            _open.Remove(order.Id);
    }

    internal void Put(ConditionalOrder order)
    {
        _conditionals[order.Id] = order;
        _conditionalOfClientId[order.ClientId] = order.Id;
    }

    internal void Put(Position position) => _positions[(position.Symbol, position.Side)] = position;

    internal void Put(string symbol, SymbolSettings settings) => _settings[symbol] = settings;

    internal void Put(Execution execution) => _executions.Add(execution);

    internal void Book(LedgerEntry entry)
    {
        _ledger.Add(entry);
        Wallet += entry.Amount;
        Updated = entry.Time;
    }

    internal void CountDown(string symbol, long at, long milliseconds)
    {
        if (milliseconds == 0)
            _countdowns.Remove(symbol);
        else
            _countdowns[symbol] = (at, milliseconds);
    }

    internal void Tell(AccountNotice notice) => Told?.Invoke(notice);
}
