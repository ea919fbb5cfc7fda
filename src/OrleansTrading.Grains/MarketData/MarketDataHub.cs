using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.MarketData;

internal sealed class MarketDataHub(IEnumerable<IVenueConnector> venues, IOptions<MarketOptions> options, TimeProvider time) : IMarketDataHub, IDisposable
{
    private static readonly TimeSpan InstrumentsLifeTime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, IVenueConnector> _venues = venues.ToDictionary(venue => venue.Venue);
    private readonly SemaphoreSlim _history = new(options.Value.HistoryConcurrency);
    private readonly SemaphoreSlim _listing = new(1);
    private readonly Dictionary<string, Listing> _listings = [];

    public IReadOnlyCollection<IVenueConnector> Venues => _venues.Values;

    public IVenueConnector Venue(string venue) =>
        _venues.TryGetValue(venue, out var connector) ? connector : throw new UnknownVenueException(venue, _venues.Keys.Order());

    public async Task<IReadOnlyDictionary<InstrumentId, InstrumentInfo>> GetInstrumentsAsync(string venue, CancellationToken cancellationToken)
    {
        var connector = Venue(venue);
        await _listing.WaitAsync(cancellationToken);
        try
        {
            if (_listings.TryGetValue(venue, out var known) && time.GetElapsedTime(known.At) < InstrumentsLifeTime)
                return known.Instruments;
            var instruments = await connector.Rest.GetInstrumentsAsync(cancellationToken);
            var listing = new Listing(instruments.ToDictionary(instrument => instrument.Id), time.GetTimestamp());
            _listings[venue] = listing;
            return listing.Instruments;
        }
        finally
        {
            _listing.Release();
        }
    }

    public async Task<T> RequestHistoryAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        await _history.WaitAsync(cancellationToken);
        try
        {
            RestCallCount.Add();
            return await request(cancellationToken);
        }
        finally
        {
            _history.Release();
        }
    }

    public void Dispose()
    {
        _history.Dispose();
        _listing.Dispose();
    }

    private sealed record Listing(IReadOnlyDictionary<InstrumentId, InstrumentInfo> Instruments, long At);
}
