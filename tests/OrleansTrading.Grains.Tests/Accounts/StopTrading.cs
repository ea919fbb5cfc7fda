using System.Collections.Concurrent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>The trading side of the fake venue: market orders trade whole and at once, stops rest until they are cancelled.</summary>
internal sealed class StopTrading(decimal price) : ITradingConnector, ITradingSession
{
    private readonly ConcurrentDictionary<string, OrderReport> _orders = [];
    private readonly List<Fill> _fills = [];
    private IAccountSink? _sink;
    private decimal _held;

    public string Venue => "fake";

    /// <summary>While set, stops are refused.</summary>
    public bool RefusesStops { get; set; }

    public TradingCapabilities Capabilities => TradingCapabilities.Everything;

    public ArrivalWindows Arrival { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    public IEnumerable<OrderReport> Open => _orders.Values.Where(order => order.State == OrderState.Accepted);

    public IReadOnlyCollection<OrderReport> All => [.. _orders.Values];

    ITradingSession ITradingConnector.Open(string account, ApiKeys keys) => this;

    public Task<OrderReport> PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        lock (_fills)
        {
            if (order.Spec.IsConditional)
            {
                if (RefusesStops)
                    throw new VenueException(ErrorKind.OrderRejected, false, "no stops today");
                return Task.FromResult(_orders[order.Id] = new OrderReport(order.Id, $"v{_orders.Count}", OrderState.Accepted, 0, null, TradingCluster.Start, null, order.Spec));
            }

            _held += order.Spec.Side == OrderSide.Buy ? order.Spec.Quantity : -order.Spec.Quantity;
            var fill = new Fill(
                order.Spec.Instrument, $"t{_fills.Count}", order.Id, $"v{_orders.Count}", order.Spec.Side, order.Spec.PositionSide, price, order.Spec.Quantity, 0,
                "USDT", false, TradingCluster.Start);
            _fills.Add(fill);
            _sink?.OnFill(fill);
            return Task.FromResult(_orders[order.Id] = new OrderReport(order.Id, fill.VenueOrderId, OrderState.Filled, fill.Quantity, price, TradingCluster.Start, null, order.Spec));
        }
    }

    /// <summary>The venue gives the stops that rest back.</summary>
    public void GiveBackStops()
    {
        foreach (var stop in Open.ToList())
            _sink?.OnOrder(_orders[stop.OrderId] = stop with { State = OrderState.Cancelled });
    }

    /// <summary>Somebody else trades on the account at the venue.</summary>
    public void TradeByHand(InstrumentId instrument, decimal quantity)
    {
        lock (_fills)
        {
            if (instrument == TradingCluster.Instrument)
                _held += quantity;
            var fill = new Fill(
                instrument, $"t{_fills.Count}", null, $"hand{_fills.Count}", quantity > 0 ? OrderSide.Buy : OrderSide.Sell, PositionSide.Net, price,
                Math.Abs(quantity), 0, "USDT", false, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            _fills.Add(fill);
            _sink?.OnFill(fill);
        }
    }

    public Task<OrderReport> CancelAsync(OrderReference order, CancellationToken cancellationToken) =>
        Task.FromResult(_orders[order.OrderId] = _orders[order.OrderId] with { State = OrderState.Cancelled });

    public Task<OrderReport?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken) => Task.FromResult(_orders.GetValueOrDefault(order.OrderId));

    public Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OrderReport>>([.. Open]);

    public Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken)
    {
        lock (_fills)
            return Task.FromResult<IReadOnlyList<Fill>>([.. _fills]);
    }

    public Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CashMoved>>([]);

    public Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken)
    {
        lock (_fills)
        {
            return Task.FromResult(new VenueAccount(
                TradingCluster.Start, new Dictionary<string, decimal> { ["USDT"] = 10_000 },
                _held == 0 ? [] : [new VenuePosition(TradingCluster.Key, _held, price, null, null, null)], false, IsComplete: true));
        }
    }

    public Task SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPositionModeAsync(bool isHedged, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Listen(IAccountSink sink)
    {
        _sink = sink;
        sink.OnConnected();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
