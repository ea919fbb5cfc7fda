using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.MarketData;

/// <summary>
/// Opens this silo's order books, and lets their requests for snapshots through: so many a minute, more while the venue's budget is idle, so many
/// at once at each venue, and none while the budget is short, so that hundreds of books that begin at once hold no candle up. Who is not let through asks again later.
/// </summary>
internal sealed class BookDesk(IOptions<BooksOptions> options, BookMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly BooksOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Counter> _counters = [];

    public BooksOptions Options => _options;

    public BookKeeper Open(InstrumentId instrument, VenueCapabilities capabilities, ILogger logger)
    {
        var rules = capabilities.StreamedBook is { } streamed
            ? new BookRules(streamed.Levels, IsStreamed: true)
            : new BookRules(_options.Levels, IsStreamed: false, _options.BufferLevels, _options.RefillBelow);
        return new BookKeeper(instrument, rules, capabilities.StreamedBook?.CheckedLevels ?? _options.Levels, metrics, time, logger);
    }

    /// <summary>Whether a snapshot may be asked for now; then <see cref="Leave"/> is to follow.</summary>
    public bool TryEnter(IVenueConnector venue)
    {
        if (venue.Rest.BudgetWait > TimeSpan.Zero)
            return false;
        var isIdle = venue.Rest.BudgetUsed < _options.IdleBudgetPart;
        lock (_gate)
        {
            if (!_counters.TryGetValue(venue.Venue, out var counter))
                _counters[venue.Venue] = counter = new Counter(_options.SnapshotsPerMinute);
            if (counter.UnderWay == _options.SnapshotConcurrency || (!counter.Budget.TryTake(1, time.GetElapsedTime(0), out _) && !isIdle))
                return false;
            counter.UnderWay++;
        }

        metrics.Snapshot(venue.Venue);
        return true;
    }

    public void Leave(IVenueConnector venue)
    {
        lock (_gate)
            _counters[venue.Venue].UnderWay--;
    }

    private sealed class Counter(int perMinute)
    {
        public RateBudget Budget { get; } = new(perMinute, Minute);

        public int UnderWay { get; set; }
    }
}
