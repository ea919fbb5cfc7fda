using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.MarketData;

internal sealed class MarketDataHub(IEnumerable<IVenueConnector> venues, IOptions<MarketOptions> options, TimeProvider time) : IMarketDataHub, IDisposable
{
    private const int TradeRequestsAtOnce = 4;
    private const int AnswersAtOnce = 8;
    private static readonly TimeSpan InstrumentsLifeTime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, VenueDesk> _desks = venues.ToDictionary(
        venue => venue.Venue, venue => new VenueDesk(venue, options.Value.HistoryConcurrency));

    public IReadOnlyCollection<IVenueConnector> Venues => [.. _desks.Values.Select(desk => desk.Connector)];

    public IVenueConnector Venue(string venue) => DeskOf(venue).Connector;

    public async Task<IReadOnlyDictionary<InstrumentId, InstrumentInfo>> GetInstrumentsAsync(string venue, CancellationToken cancellationToken)
    {
        var desk = DeskOf(venue);
        await desk.Listing.WaitAsync(cancellationToken);
        try
        {
            if (desk.Listed is { } known && time.GetElapsedTime(desk.ListedAt) < InstrumentsLifeTime)
                return known;
            var instruments = await desk.Connector.Rest.GetInstrumentsAsync(cancellationToken);
            var listed = instruments.ToDictionary(instrument => instrument.Id);
            (desk.Listed, desk.ListedAt) = (listed, time.GetTimestamp());
            return listed;
        }
        finally
        {
            desk.Listing.Release();
        }
    }

    public Task<T> RequestHistoryAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
        RequestAsync(DeskOf(venue).History, request, cancellationToken);

    public Task<T> RequestAnswerAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
        RequestAsync(DeskOf(venue).Answers, request, cancellationToken);

    public Task<T> RequestTradesAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
        RequestAsync(DeskOf(venue).Trades, request, cancellationToken);

    public void Dispose()
    {
        foreach (var desk in _desks.Values)
            desk.Dispose();
    }

    private static async Task<T> RequestAsync<T>(SemaphoreSlim places, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            RestCallCount.Add();
            return await request(cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    private VenueDesk DeskOf(string venue) =>
        _desks.TryGetValue(venue, out var desk) ? desk : throw new UnknownVenueException(venue, _desks.Keys.Order());

    /// <summary>What waits for one venue; another venue that answers slowly or not at all has no part in it.</summary>
    private sealed class VenueDesk(IVenueConnector connector, int historyConcurrency) : IDisposable
    {
        public IVenueConnector Connector => connector;

        public SemaphoreSlim History { get; } = new(historyConcurrency);

        public SemaphoreSlim Answers { get; } = new(AnswersAtOnce);

        public SemaphoreSlim Trades { get; } = new(TradeRequestsAtOnce);

        public SemaphoreSlim Listing { get; } = new(1);

        /// <summary>Written by whoever has entered <see cref="Listing"/>.</summary>
        public IReadOnlyDictionary<InstrumentId, InstrumentInfo>? Listed { get; set; }

        public long ListedAt { get; set; }

        public void Dispose()
        {
            History.Dispose();
            Answers.Dispose();
            Trades.Dispose();
            Listing.Dispose();
        }
    }
}
