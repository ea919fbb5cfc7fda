using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountBook
{
    private const long Minute = 60_000;

    private readonly Dictionary<string, Order> _orders = [];
    private readonly Dictionary<string, Order> _open = [];
    private readonly Queue<string> _closed = [];
    private readonly RecentIds<string> _forgotten = new(MaxForgottenOrders);
    private readonly Dictionary<(InstrumentId, string), string> _byVenueId = [];
    private readonly Dictionary<string, GuardPlan> _plans = [];
    private readonly Dictionary<InstrumentId, long> _activity = [];
    private readonly Queue<long> _sent = [];
    private long _lastSent;

    /// <summary>Orders that are not settled, by id: those the venue may still trade, and those whose fills are not all booked.</summary>
    public IReadOnlyDictionary<string, Order> OpenOrders => _open;

    /// <summary>All orders that are remembered, in no order.</summary>
    public IReadOnlyCollection<Order> Orders => _orders.Values;

    public Order? FindOrder(string orderId) => _orders.GetValueOrDefault(orderId);

    /// <summary>Finds an order by the venue's id of it.</summary>
    public Order? FindByVenueId(InstrumentId instrument, string venueId) =>
        _byVenueId.TryGetValue((instrument, venueId), out var id) ? FindOrder(id) : null;

    /// <summary>Whether an order of this id was made, and so long ago that nothing else is known of it.</summary>
    public bool IsForgotten(string orderId) => _forgotten.Contains(orderId, long.MaxValue);

    /// <summary>What is to protect the position that an order opens; null for nothing.</summary>
    public GuardPlan? PlanOf(string orderId) => _plans.GetValueOrDefault(orderId);

    /// <summary>Orders put on the wire in the 60 s before a time.</summary>
    public int OrdersInMinute(long time)
    {
        var count = _sent.Count;
        foreach (var sent in _sent)
        {
            if (sent > time - Minute)
                break;
            count--;
        }

        return count;
    }

    /// <summary>Number of the last event that moved an order or the position of an instrument; 0 when none did.</summary>
    public long ActivityOf(InstrumentId instrument) => _activity.GetValueOrDefault(instrument);

    private void Intend(OrderIntended intended)
    {
        if (intended.Guards is { IsEmpty: false } plan)
            _plans[intended.Order.Id] = plan;
        Pursue(intended.Order);
        Keep(intended.Order);
    }

    private void Send(OrderSent sent)
    {
        if (FindOrder(sent.OrderId) is { } order)
            Keep(OrderMachine.Send(order, sent.Time).Order);
        // In order, although a clock may be set back: the oldest is always the first.
        _lastSent = Math.Max(_lastSent, sent.Time);
        _sent.Enqueue(_lastSent);
        while (_sent.Peek() <= _lastSent - Minute)
            _sent.Dequeue();
    }

    private void Report(OrderReported reported)
    {
        if ((FindOrder(reported.OrderId) ?? reported.Adopted) is not { } order)
            return;
        var linked = order with
        {
            State = reported.State, ReportedFilled = Math.Max(order.ReportedFilled, reported.Filled), VenueId = order.VenueId ?? reported.VenueId,
            Reason = reported.Reason, UpdatedAt = Math.Max(order.UpdatedAt, reported.Time),
        };
        Keep(Link(linked));
    }

    private void Trail(OrderTrailed trailed)
    {
        if (!_open.TryGetValue(trailed.OrderId, out var order))
            return;
        // Nothing that the venue would know of: no activity.
        Put(order with { TrailBest = trailed.Best });
        _open[order.Id] = _orders[order.Id];
    }

    private void Cancel(CancelIntended cancel)
    {
        if (FindOrder(cancel.OrderId) is { } order)
            Keep(OrderMachine.Cancel(order, cancel.Time).Order);
    }

    /// <summary>Fills may come before the venue's id of their order is known: they count from when it is.</summary>
    private Order Link(Order order)
    {
        if (order.VenueId is not { } venueId || !_byVenueId.TryAdd((order.Spec.Instrument, venueId), order.Id))
            return order;
        return _unlinked.Remove((order.Spec.Instrument, venueId), out var early)
            ? OrderMachine.Book(order, early.Quantity, early.Value / early.Quantity, early.Time).Order with { FilledValue = order.FilledValue + early.Value }
            : order;
    }

    private void Keep(Order order)
    {
        var isNew = !_orders.ContainsKey(order.Id);
        Put(order);
        _activity[order.Spec.Instrument] = Version;
        if (!order.IsSettled)
            _open[order.Id] = order;
        else if (_open.Remove(order.Id) || isNew)
            Close(order);
    }

    private void Close(Order order)
    {
        _closed.Enqueue(order.Id);
        if (_closed.Count > MaxClosedOrders && _closed.Dequeue() is var oldest && !_open.ContainsKey(oldest) && _orders.Remove(oldest, out var forgotten))
            Forget(forgotten);
    }

    private void Forget(Order order)
    {
        _plans.Remove(order.Id);
        _forgotten.Add(order.Id, order.CreatedAt);
        if (order.VenueId is { } venueId)
            _byVenueId.Remove((order.Spec.Instrument, venueId));
    }
}
