using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>
/// A venue with one account and two instruments. It takes an order of any id as often as it is sent (venues compare ids with open orders at
/// most), matches at the price of the moment in pieces, and keeps books of its own.
/// </summary>
internal sealed class ChaosVenue(ChaosClock clock, Random random, bool isHedged)
{
    public const long ReceiveWindow = 5_000;

    /// <summary>Conditional orders are taken by other rules.</summary>
    public const long ConditionalReceiveWindow = 12_000;
    public const decimal Step = 0.001m;
    private readonly Dictionary<string, ChaosOrder> _orders = [];
    private readonly List<ChaosOrder> _open = [];
    private readonly Dictionary<PositionKey, decimal> _quantities = [];
    private long _ids;

    public static InstrumentId[] Instruments { get; } = [new("sim", "BTCUSDT"), new("sim", "ETHUSDT")];

    /// <summary>Hears of every order and fill as it happens.</summary>
    public Action<OrderReport>? OnReport { get; set; }

    public Action<Fill>? OnFill { get; set; }

    public Action<CashMoved>? OnCash { get; set; }

    public List<Fill> Fills { get; } = [];

    public List<CashMoved> Moves { get; } = [];

    /// <summary>How often each client id was taken.</summary>
    public Dictionary<string, int> Taken { get; } = [];

    public decimal[] Prices { get; } = [60_000m, 3_000m];

    public IReadOnlyDictionary<PositionKey, decimal> Quantities => _quantities;

    public IReadOnlyCollection<ChaosOrder> Orders => _orders.Values;

    public decimal PriceOf(InstrumentId instrument) => Prices[instrument == Instruments[0] ? 0 : 1];

    /// <summary>Takes an order; null when its time stamp lies outside of the window.</summary>
    public OrderReport? Place(string clientId, OrderSpec spec, long stamp)
    {
        if (clock.Now - stamp > (spec.IsConditional ? ConditionalReceiveWindow : ReceiveWindow))
            return null;
        Taken[clientId] = Taken.GetValueOrDefault(clientId) + 1;
        var order = new ChaosOrder(clientId, $"v{++_ids}", spec);
        _orders[clientId] = order;
        var price = PriceOf(spec.Instrument);
        var takes = spec.Price is not { } limit || (spec.Side == OrderSide.Buy ? price <= limit : price >= limit);
        if (spec.ReduceOnly && Reducible(spec) == 0)
            return End(order, OrderState.Rejected);
        if (spec.TimeInForce == TimeInForce.PostOnly && takes)
            return End(order, OrderState.Expired);
        _open.Add(order);
        Tell(order);
        if (!spec.IsConditional && takes)
            Match(order, price, whole: spec.Type == OrderType.Market);
        if (spec.TimeInForce == TimeInForce.ImmediateOrCancel && order.IsOpen)
            End(order, OrderState.Expired);
        return order.Report(clock.Now);
    }

    public OrderReport? Cancel(string clientId)
    {
        if (!_orders.TryGetValue(clientId, out var order) || !order.IsOpen)
            return null;
        return End(order, OrderState.Cancelled);
    }

    public OrderReport? Find(string clientId) => _orders.TryGetValue(clientId, out var order) ? order.Report(clock.Now) : null;

    public List<OrderReport> OpenOrders() => [.. _open.Select(order => order.Report(clock.Now))];

    /// <summary>The market moves, and what it reaches trades, a piece at a time.</summary>
    public void Move(int which, decimal price)
    {
        Prices[which] = price;
        foreach (var order in _open.Where(order => order.Spec.Instrument == Instruments[which]).ToList())
        {
            if (order.Spec.IsConditional)
                order.IsTriggered |= order.Spec.Side == OrderSide.Buy ? price >= order.Spec.StopPrice : price <= order.Spec.StopPrice;
            var takes = order.Spec.IsConditional ? order.IsTriggered : order.Spec.Price is not { } limit || (order.Spec.Side == OrderSide.Buy ? price <= limit : price >= limit);
            if (takes)
                Match(order, price, whole: order.Spec.IsConditional);
        }
    }

    public void Fund(PositionKey position, decimal amount)
    {
        var move = new CashMoved(clock.Now, $"f{++_ids}", CashReason.Funding, "USDT", amount, position);
        Moves.Add(move);
        OnCash?.Invoke(move);
    }

    private void Match(ChaosOrder order, decimal price, bool whole)
    {
        do
        {
            var most = order.Spec.ReduceOnly ? Math.Min(order.Spec.Quantity - order.Filled, Reducible(order.Spec)) : order.Spec.Quantity - order.Filled;
            if (most <= 0)
            {
                End(order, OrderState.Expired);
                return;
            }

            var steps = (int)(most / Step);
            var quantity = whole && random.Next(2) == 0 ? most : random.Next(1, steps + 1) * Step;
            Execute(order, quantity, price);
        }
        while (order.IsOpen && whole);
    }

    private void Execute(ChaosOrder order, decimal quantity, decimal price)
    {
        order.Filled += quantity;
        order.State = order.Filled == order.Spec.Quantity ? OrderState.Filled : OrderState.PartiallyFilled;
        if (!order.IsOpen)
            _open.Remove(order);
        var key = new PositionKey(order.Spec.Instrument, order.Spec.PositionSide);
        _quantities[key] = _quantities.GetValueOrDefault(key) + (order.Spec.Side == OrderSide.Buy ? quantity : -quantity);
        var inCoins = random.Next(5) == 0;
        var fee = Math.Round(quantity * price * 0.0004m / (inCoins ? 600m : 1m), 8);
        var fill = new Fill(
            order.Spec.Instrument, $"t{++_ids}", order.ClientId, order.VenueId, order.Spec.Side, order.Spec.PositionSide, price, quantity, fee,
            inCoins ? "BNB" : "USDT", false, clock.Now);
        Fills.Add(fill);
        OnFill?.Invoke(fill);
        Tell(order);
    }

    private decimal Reducible(OrderSpec spec)
    {
        var held = _quantities.GetValueOrDefault(new PositionKey(spec.Instrument, spec.PositionSide));
        return Math.Max(0, spec.Side == OrderSide.Buy ? -held : held);
    }

    private OrderReport End(ChaosOrder order, OrderState state)
    {
        order.State = state;
        _open.Remove(order);
        Tell(order);
        return order.Report(clock.Now);
    }

    private void Tell(ChaosOrder order) => OnReport?.Invoke(order.Report(clock.Now));

    /// <summary>Which position an order of somebody else moves.</summary>
    public PositionSide SideOf(OrderSide side) => !isHedged ? PositionSide.Net : side == OrderSide.Buy ? PositionSide.Long : PositionSide.Short;
}
