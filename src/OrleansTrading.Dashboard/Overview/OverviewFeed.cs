using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>The overview of all pages of this silo: one refresh for all of them, only while one of them is open.</summary>
internal sealed class OverviewFeed : IDisposable
{
    private readonly IMarketReader _market;
    private readonly TimeProvider _time;
    private readonly PendingCall<IReadOnlyList<InstrumentId>> _watchlist;
    private readonly SnapshotPoller _poller;
    private ImmutableArray<InstrumentId> _instruments = [];

    public OverviewFeed(IMarketReader market, Prices prices, IOptions<DashboardOptions> options, TimeProvider time, ILogger<OverviewFeed> logger)
    {
        (_market, _time) = (market, time);
        _watchlist = new PendingCall<IReadOnlyList<InstrumentId>>("the watchlist", options.Value, time, logger);
        _poller = new SnapshotPoller(market, prices, options.Value, time, logger);
        Shared = new SharedFeed<OverviewFrame>("the overview", RefreshAsync, options.Value.RefreshInterval, time, logger);
    }

    internal SharedFeed<OverviewFrame> Shared { get; }

    public IFeedSubscription<OverviewFrame> Subscribe() => Shared.Subscribe();

    public void Dispose()
    {
        Shared.Dispose();
        _poller.Dispose();
    }

    private async Task<OverviewFrame> RefreshAsync(OverviewFrame? last, CancellationToken cancellationToken)
    {
        // Without an answer the page goes on with the instruments it knows, and says so.
        if (await _watchlist.AskAsync(_market.GetInstrumentsAsync, cancellationToken) is { } instruments && !_instruments.SequenceEqual(instruments))
            _instruments = [.. instruments];
        var rows = await _poller.PollAsync(_instruments, cancellationToken);
        return new OverviewFrame(rows, OverviewSummary.Of(rows), Movers.Of(rows), _watchlist.Failed, _time.GetUtcNow());
    }
}
