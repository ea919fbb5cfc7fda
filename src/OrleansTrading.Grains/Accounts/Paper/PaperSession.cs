using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>
/// The paper exchange of one account: nothing is sent anywhere, orders meet the live market. What it must remember are the account's own
/// open orders, so it is made anew from the account's book. Called on the account's turns only.
/// Fills are told before the report that counts them, and the account takes both in before it looks at an answer, so the same append
/// keeps them. Ids of fills derive from the order and from what it met: what is told twice is the same fill.
/// </summary>
/// <param name="book">The account.</param>
/// <param name="market">What orders meet.</param>
/// <param name="options">Fees.</param>
/// <param name="takeIn">Makes the account take in what it was told, so that its book is current.</param>
internal sealed partial class PaperSession(AccountBook book, IPaperMarket market, PaperOptions options, Action takeIn) : ITradingSession
{
    private const int MostRemembered = 1000;

    private readonly Dictionary<string, PaperOrder> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderReport> _ended = new(StringComparer.Ordinal);
    private readonly Queue<string> _endedOrder = [];
    private IAccountSink? _sink;

    public TradingCapabilities Capabilities => TradingCapabilities.Everything;

    public ArrivalWindows Arrival => ArrivalWindows.None;

    public async Task<OrderReport> PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        var quote = await QuoteAsync(order.Spec.Instrument, cancellationToken);
        takeIn();
        if (Known(order.Id) is not null)
            throw new VenueException(ErrorKind.DuplicateOrder, false, $"Order {order.Id} was taken before.");
        var paper = new PaperOrder(order);
        if (order.Spec.IsConditional)
        {
            if (quote.Last is { } last && PaperMatching.Triggers(order.Spec, last))
                throw Rejected($"Order {order.Id} would trigger at once: the market is at {last}, its stop price is {order.Spec.StopPrice}.");
            return Rest(paper, quote.Time);
        }

        return Take(paper, quote, mark: "m", refuse: true);
    }

    public Task<OrderReport> CancelAsync(OrderReference order, CancellationToken cancellationToken)
    {
        takeIn();
        if (!_open.TryGetValue(order.OrderId, out var paper))
            return Task.FromException<OrderReport>(new VenueException(ErrorKind.UnknownOrder, false, $"There is no open order {order.OrderId}."));
        return Task.FromResult(End(paper, OrderState.Cancelled, Math.Max(paper.Order.UpdatedAt, book.UpdatedAt), "cancelled"));
    }

    public Task<OrderReport?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken) => Task.FromResult(Known(order.OrderId));

    public Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken)
    {
        takeIn();
        return Task.FromResult<IReadOnlyList<OrderReport>>([.. _open.Values.Select(Standing)]);
    }

    /// <remarks>Fills are told at once and nowhere else; there is nothing that the account could have missed.</remarks>
    public Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Fill>>([]);

    public Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CashMoved>>([]);

    /// <remarks>There is no other truth of it than the account's own.</remarks>
    public Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken)
    {
        takeIn();
        return Task.FromResult(new VenueAccount(
            book.UpdatedAt, book.Cash.ToDictionary(),
            [
                .. book.Positions.Values.Where(position => !position.IsFlat).Select(position => new VenuePosition(
                    position.Key, position.Quantity, position.EntryPrice ?? 0, null, null, null)),
            ],
            book.IsHedged, IsComplete: true));
    }

    public Task SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPositionModeAsync(bool isHedged, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Listen(IAccountSink sink)
    {
        _sink = sink;
        foreach (var order in book.OpenOrders.Values.Where(order => !order.IsFinal && !order.IsInFlight && OrderMachine.IsConfirmed(order)))
            _open[order.Id] = new PaperOrder(order);
        // One that never rests was interrupted between its fills: it ends with those that are booked.
        foreach (var paper in _open.Values.Where(paper => paper.IsInBook && !CanRest(paper.Spec)).ToList())
            End(paper, OrderState.Expired, paper.Order.UpdatedAt, "the paper exchange was interrupted");
        sink.OnConnected();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Orders that wait for the market, as the symbol is to watch them.</summary>
    public IEnumerable<Order> Resting(InstrumentId instrument) =>
        _open.Values.Where(paper => paper.Spec.Instrument == instrument).Select(paper => paper.ToWatched() with { TrailBest = book.FindOrder(paper.Order.Id)?.TrailBest });

    /// <summary>Instruments with orders that wait for the market.</summary>
    public IEnumerable<InstrumentId> RestingInstruments => _open.Values.Select(paper => paper.Spec.Instrument);

    private async Task<PaperQuote> QuoteAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        await market.GetQuoteAsync(instrument, cancellationToken) is { } quote && (quote.Bids.Count > 0 || quote.Asks.Count > 0)
            ? quote
            : throw Rejected($"Nothing fresh is known of the market of {instrument}: its newest data is older than {options.MaxDataAge.TotalSeconds:0.#} s.");

    private static bool CanRest(OrderSpec spec) => spec.Price is not null && spec.TimeInForce is TimeInForce.GoodTillCancel or TimeInForce.PostOnly;

    private OrderReport? Known(string orderId) =>
        _open.TryGetValue(orderId, out var paper) ? Standing(paper) : _ended.GetValueOrDefault(orderId);

    private static OrderReport Standing(PaperOrder paper) =>
        paper.Report(paper.Filled > 0 ? OrderState.PartiallyFilled : OrderState.Accepted, paper.Order.UpdatedAt);

    private OrderReport Rest(PaperOrder paper, long time)
    {
        _open[paper.Order.Id] = paper;
        return Tell(paper.Report(paper.Filled > 0 ? OrderState.PartiallyFilled : OrderState.Accepted, time));
    }

    private OrderReport End(PaperOrder paper, OrderState state, long time, string? reason = null)
    {
        var report = paper.Report(state, time, reason);
        _open.Remove(paper.Order.Id);
        if (_ended.TryAdd(paper.Order.Id, report))
            _endedOrder.Enqueue(paper.Order.Id);
        if (_endedOrder.Count > MostRemembered)
            _ended.Remove(_endedOrder.Dequeue());
        return Tell(report);
    }

    private OrderReport Tell(OrderReport report)
    {
        _sink?.OnOrder(report);
        return report;
    }

    private static VenueException Rejected(string message) => new(ErrorKind.OrderRejected, false, message);
}
