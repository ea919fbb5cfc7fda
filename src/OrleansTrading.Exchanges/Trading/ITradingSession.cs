using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// One account at one venue. Calls may be made at once from any thread; each obeys the venue's limits for requests and orders. A
/// <see cref="VenueException"/> says what was refused; <see cref="VenueException.IsOutcomeUnknown"/> says that an order may have been taken
/// all the same, and that only asking (<see cref="FindOrderAsync"/>) tells. Requests that change something are never repeated here.
/// </summary>
public interface ITradingSession : IAsyncDisposable
{
    /// <summary>What the venue can do; orders of other kinds are refused before anything is sent.</summary>
    TradingCapabilities Capabilities { get; }

    /// <summary>How long a request may be on its way.</summary>
    ArrivalWindows Arrival { get; }

    /// <summary>Tells of orders from before: where the venue names them by its own ids alone, nobody has to be asked which they are.</summary>
    void Know(IReadOnlyCollection<Order> orders)
    {
    }

    /// <summary>Sends an order under its own id.</summary>
    Task<OrderReport> PlaceAsync(Order order, CancellationToken cancellationToken);

    /// <summary>Asks for an order's end. <see cref="ErrorKind.UnknownOrder"/> when the venue has none that is open.</summary>
    Task<OrderReport> CancelAsync(OrderReference order, CancellationToken cancellationToken);

    /// <summary>What the venue knows of an order; null when it says that it has none of that id.</summary>
    Task<OrderReport?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken);

    /// <summary>All open orders, ours or not, conditional ones too.</summary>
    Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken);

    /// <summary>Executions of an instrument from a time on, oldest first, all pages.</summary>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="from">Unix milliseconds, inclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken);

    /// <summary>Funding received and paid, deposits and withdrawals from a time on, oldest first.</summary>
    Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken);

    /// <summary>Balances and positions now.</summary>
    Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken);

    Task SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, CancellationToken cancellationToken);

    Task SetPositionModeAsync(bool isHedged, CancellationToken cancellationToken);

    /// <summary>
    /// Starts the stream of the account's own events and keeps it alive, for ever, until the session is disposed of. After every
    /// interruption the sink is told that it may have missed something.
    /// </summary>
    void Listen(IAccountSink sink);
}
