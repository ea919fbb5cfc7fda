using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// Market data by request. Every call obeys the venue's weight budget (it waits for room), time-outs and
/// <c>Retry-After</c>, and retries what is transient; what remains is a <see cref="VenueException"/>. What the venue does not
/// have (<see cref="VenueCapabilities"/>, <see cref="HasDerivatives"/>) is refused with <see cref="ErrorKind.NotSupported"/>, without a request.
/// </summary>
public interface IMarketDataRest
{
    /// <summary>Most trades that one request can bring, at every venue that has them.</summary>
    const int MaxTradesPerRequest = 1000;

    /// <summary>Most klines that one request can bring.</summary>
    int MaxKlinesPerRequest { get; }

    /// <summary>Whether the venue has mark prices, funding and open interest. Where it has not, it is not to be asked for them.</summary>
    bool HasDerivatives => true;

    /// <summary>How long a request made now would wait for room in the weight budget; zero when there is room.</summary>
    TimeSpan BudgetWait => TimeSpan.Zero;

    /// <summary>Part of the weight budget that is spent at present, 0 to 1, by whomever behind the same address; 1 where that is not known.</summary>
    double BudgetUsed => 1;

    Task<IReadOnlyList<InstrumentInfo>> GetInstrumentsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Candles oldest first; the last may be open (<see cref="Kline.Closed"/> false, judged by the venue's clock at the time of the answer).
    /// </summary>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="interval">Candle length.</param>
    /// <param name="fromOpenTime">First open time wanted, Unix milliseconds; null for the newest <paramref name="limit"/>.</param>
    /// <param name="toOpenTime">Last open time wanted, inclusive, Unix milliseconds; null for no bound.</param>
    /// <param name="limit">1 to <see cref="MaxKlinesPerRequest"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="order">What the question goes before while the venue's limits are nearly used up.</param>
    Task<IReadOnlyList<Kline>> GetKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long? fromOpenTime, long? toOpenTime, int limit, CancellationToken cancellationToken,
        RequestClass order = RequestClass.Data);

    /// <summary>Statistics of the last 24 hours for every instrument of the venue that trades.</summary>
    Task<IReadOnlyList<Ticker24Hours>> GetTickersAsync(CancellationToken cancellationToken);

    /// <summary>Best bid and ask of every instrument of the venue; empty where the venue has no such list.</summary>
    Task<IReadOnlyList<BestPrices>> GetBestPricesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BestPrices>>([]);

    /// <summary>Mark and index price and funding. <see cref="ErrorKind.NotSupported"/> where <see cref="HasDerivatives"/> is false.</summary>
    Task<MarkPrice> GetMarkPriceAsync(InstrumentId instrument, CancellationToken cancellationToken);

    /// <summary>Time between two fundings of an instrument, which venues change; null where that cannot be told.</summary>
    Task<TimeSpan?> GetFundingIntervalAsync(InstrumentId instrument, CancellationToken cancellationToken) => Task.FromResult<TimeSpan?>(null);

    /// <summary>Open contracts, base units. <see cref="ErrorKind.NotSupported"/> where <see cref="HasDerivatives"/> is false.</summary>
    Task<OpenInterest> GetOpenInterestAsync(InstrumentId instrument, CancellationToken cancellationToken);

    /// <param name="instrument">Which instrument.</param>
    /// <param name="levels">Levels a side; the venue rounds up to what it offers.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<OrderBookSnapshot> GetDepthAsync(InstrumentId instrument, int levels, CancellationToken cancellationToken);

    /// <summary>
    /// Aggregate trades oldest first, from an id on; fewer than <paramref name="limit"/> when there are no more yet, empty also when
    /// the venue no longer has them. <see cref="ErrorKind.NotSupported"/> where <see cref="VenueCapabilities.HasTradeHistory"/> is false.
    /// </summary>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="fromId">First id wanted.</param>
    /// <param name="limit">1 to <see cref="MaxTradesPerRequest"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<AggTrade>> GetTradesAsync(InstrumentId instrument, long fromId, int limit, CancellationToken cancellationToken) =>
        Task.FromException<IReadOnlyList<AggTrade>>(new VenueException(ErrorKind.NotSupported, isTransient: false, $"{instrument.Venue} has no trades by id."));

    /// <summary>The venue's time, Unix milliseconds. The connector's clock observes it.</summary>
    Task<long> GetServerTimeAsync(CancellationToken cancellationToken);
}
