using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>
/// The list of instruments for all pages of this silo. Prices are those of the overview's feed, so that both together ask every symbol
/// once a frame; readings and watchlists are asked for more seldom.
/// </summary>
internal sealed class GridFeed : IDisposable
{
    /// <summary>The interval whose readings are shown.</summary>
    public const KlineInterval ReadingInterval = KlineInterval.OneHour;

    private static readonly TimeSpan FactsEvery = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly OverviewFeed _market;
    private readonly PendingCall<ScanReport> _readings;
    private readonly PendingCall<WatchlistMembers> _watchlists;
    private readonly SharedFeed<GridFacts> _facts;
    private GridFacts? _newestFacts;
    private OverviewFrame? _source;
    private GridFrame? _frame;

    public GridFeed(OverviewFeed market, IGridReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<GridFeed> logger)
    {
        _market = market;
        _readings = new PendingCall<ScanReport>("the readings of all instruments", options.Value, time, logger);
        _watchlists = new PendingCall<WatchlistMembers>("the watchlists", options.Value, time, logger);
        _facts = new SharedFeed<GridFacts>("readings and watchlists", RefreshAsync, FactsEvery, time, logger);
        Orders = new GridOrders(time);

        async Task<GridFacts> RefreshAsync(GridFacts? last, CancellationToken cancellationToken)
        {
            var report = _readings.AskAsync(() => reader.GetReadingsAsync(ReadingInterval), cancellationToken);
            var members = _watchlists.AskAsync(reader.GetWatchlistsAsync, cancellationToken);
            return (last ?? GridFacts.None).With(await report, await members) with { Failed = _readings.Failed || _watchlists.Failed };
        }
    }

    /// <summary>Rows by view.</summary>
    public GridOrders Orders { get; }

    public IFeedSubscription<GridFrame> Subscribe() => new Subscription(this, _market.Subscribe(), _facts.Subscribe());

    public void Dispose() => _facts.Dispose();

    /// <summary>The frame that follows from one of the overview: the same for every page.</summary>
    private GridFrame FrameOf(OverviewFrame source, GridFacts? facts)
    {
        lock (_gate)
        {
            if (facts is not null)
                _newestFacts = facts;
            if (ReferenceEquals(_source, source) && _frame is not null)
                return _frame;
            _source = source;
            return _frame = Make(source, _newestFacts ?? GridFacts.None, _frame);
        }
    }

    private static GridFrame Make(OverviewFrame source, GridFacts facts, GridFrame? last)
    {
        var same = last is not null && last.Instruments.Length == source.Rows.Length && !source.Rows.Where((row, i) => row.Id != last.Instruments[i]).Any();
        var rows = new GridRow[source.Rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = source.Rows[i];
            rows[i] = new GridRow(
                row, facts.Readings.TryGetValue(row.Id, out var reading) ? reading : null, facts.Lists.GetValueOrDefault(row.Id) ?? "", same ? last!.Rows[i] : null);
        }

        return new GridFrame(
            rows,
            same ? last!.Instruments : [.. source.Rows.Select(row => row.Id)],
            same ? last!.Venues : [.. source.Rows.Select(row => row.Id.Venue).Distinct().Order(StringComparer.Ordinal)],
            source.Summary.IsSimulated, source.WatchlistFailed, !facts.Readings.IsEmpty, source.TakenAt) { FactsFailed = facts.Failed };
    }

    private sealed class Subscription(GridFeed feed, IFeedSubscription<OverviewFrame> market, IFeedSubscription<GridFacts> facts) : IFeedSubscription<GridFrame>
    {
        public GridFrame? TryTake() => market.TryTake() is { } source ? feed.FrameOf(source, facts.TryTake()) : null;

        public async ValueTask<GridFrame> NextAsync(CancellationToken cancellationToken) =>
            feed.FrameOf(await market.NextAsync(cancellationToken), facts.TryTake());

        public async IAsyncEnumerable<GridFrame> FramesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var source in market.FramesAsync(cancellationToken))
                yield return feed.FrameOf(source, facts.TryTake());
        }

        public void Dispose()
        {
            market.Dispose();
            facts.Dispose();
        }
    }
}
