using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.MarketData;

/// <summary>This silo's way to the venues. Sockets are opened only for what this silo's own symbol grains need.</summary>
public interface IMarketDataHub
{
    IReadOnlyCollection<IVenueConnector> Venues { get; }

    /// <exception cref="UnknownVenueException">No such venue is configured.</exception>
    IVenueConnector Venue(string venue);

    /// <summary>The venue's instruments, refreshed at most once in ten minutes.</summary>
    Task<IReadOnlyDictionary<InstrumentId, InstrumentInfo>> GetInstrumentsAsync(string venue, CancellationToken cancellationToken);

    /// <summary>Runs a request for history when fewer than the configured number are under way at that venue: one that is slow holds up no other.</summary>
    /// <exception cref="UnknownVenueException">No such venue is configured.</exception>
    Task<T> RequestHistoryAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken);

    /// <summary>
    /// The same for history that somebody waits for. It has places of its own: hundreds of symbols that fetch theirs after a start would keep a page waiting for minutes.
    /// </summary>
    /// <exception cref="UnknownVenueException">No such venue is configured.</exception>
    Task<T> RequestAnswerAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a request for missed trades when few enough are under way at that venue. They are heavy, so they have places of their own:
    /// however many symbols have missed some, no more than a few stand in the weight budget's queue before a request for candles.
    /// </summary>
    /// <exception cref="UnknownVenueException">No such venue is configured.</exception>
    Task<T> RequestTradesAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken);
}
