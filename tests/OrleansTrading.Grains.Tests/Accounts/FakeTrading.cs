using System.Collections.Concurrent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>The trading side of a venue in memory: takes orders and lets them rest, and answers as it is told. What it has outlives every session.</summary>
internal sealed class FakeTrading : ITradingConnector
{
    private readonly ConcurrentDictionary<string, OrderReport> _orders = new(StringComparer.Ordinal);
    private volatile IAccountSink? _sink;
    private int _asked;
    private int _failingLists;

    public string Venue => "fake";

    public ApiKeys? Keys { get; private set; }

    /// <summary>Every request to place an order, in order, by its id.</summary>
    public ConcurrentQueue<string> Placed { get; } = [];

    /// <summary>What becomes of the next orders that are placed; taken and resting when there is none.</summary>
    public ConcurrentQueue<Func<Order, Task<OrderReport>>> Script { get; } = [];

    /// <summary>While set, orders wait for it before they leave, as for room in a venue's limits.</summary>
    public Task? OrdersHeld { get; set; }

    /// <summary>Requests to place an order that have come, whether they have left or not.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>So many questions for the open orders are not answered.</summary>
    public int FailingLists { get => Volatile.Read(ref _failingLists); set => Volatile.Write(ref _failingLists, value); }

    /// <summary>Position modes that were asked for.</summary>
    public ConcurrentQueue<bool> PositionModes { get; } = [];

    public ConcurrentBag<Fill> Fills { get; } = [];

    public IAccountSink Sink => _sink!;

    public bool IsListenedTo => _sink is not null;

    public ITradingSession Open(string account, ApiKeys keys)
    {
        Keys = keys;
        return new Session(this);
    }

    /// <summary>The venue has the order, whatever it answers.</summary>
    public OrderReport Take(Order order)
    {
        var report = new OrderReport(order.Id, $"v-{order.Id}", OrderState.Accepted, 0, null, order.CreatedAt, null, order.Spec);
        _orders[order.Id] = report;
        return report;
    }

    public static VenueException NoAnswer() => new(ErrorKind.Unavailable, true, "HTTP 503: unknown") { IsOutcomeUnknown = true };

    private sealed class Session(FakeTrading venue) : ITradingSession
    {
        public TradingCapabilities Capabilities => TradingCapabilities.Everything;

        public ArrivalWindows Arrival { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

        public async Task<OrderReport> PlaceAsync(Order order, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref venue._asked);
            if (venue.OrdersHeld is { } held)
                await held;
            cancellationToken.ThrowIfCancellationRequested();
            venue.Placed.Enqueue(order.Id);
            return venue.Script.TryDequeue(out var next) ? await next(order) : venue.Take(order);
        }

        public Task<OrderReport> CancelAsync(OrderReference order, CancellationToken cancellationToken)
        {
            if (!venue._orders.TryGetValue(order.OrderId, out var known))
                throw new VenueException(ErrorKind.UnknownOrder, false, "no such order");
            return Task.FromResult(venue._orders[order.OrderId] = known with { State = OrderState.Cancelled });
        }

        public Task<OrderReport?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken) =>
            Task.FromResult(venue._orders.GetValueOrDefault(order.OrderId));

        public Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken) => Interlocked.Decrement(ref venue._failingLists) >= 0
            ? throw NoAnswer()
            : Task.FromResult<IReadOnlyList<OrderReport>>([.. venue._orders.Values.Where(order => order.State is OrderState.Accepted or OrderState.PartiallyFilled)]);

        public Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Fill>>([.. venue.Fills.Where(fill => fill.Instrument == instrument)]);

        public Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<CashMoved>>([]);

        public Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken)
        {
            var positions = venue.Fills.GroupBy(fill => new PositionKey(fill.Instrument, fill.PositionSide))
                .Select(fills => new VenuePosition(fills.Key, fills.Sum(fill => fill.SignedQuantity), fills.First().Price, 1, MarginMode.Cross, null));
            return Task.FromResult(new VenueAccount(0, new Dictionary<string, decimal> { ["USDT"] = 5_000 }, [.. positions], venue.PositionModes.LastOrDefault(), IsComplete: true));
        }

        public Task SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SetPositionModeAsync(bool isHedged, CancellationToken cancellationToken)
        {
            venue.PositionModes.Enqueue(isHedged);
            return Task.CompletedTask;
        }

        public void Listen(IAccountSink sink)
        {
            venue._sink = sink;
            sink.OnConnected();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
