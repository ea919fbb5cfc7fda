using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>One scan a second for all pages that look at the same watchlist and candles; each page chooses of it what it shows.</summary>
internal sealed class ScanFeeds(IScanReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<ScanFeeds> logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string? Watchlist, bool Running), SharedFeed<ScanFrame>> _feeds = new();

    /// <param name="watchlist">One of <see cref="LiveInstruments.Lists"/>; null for all that is live.</param>
    /// <param name="running">Whether running candles are read as they are now instead of the newest closed ones.</param>
    public IFeedSubscription<ScanFrame> Subscribe(string? watchlist, bool running) => _feeds.GetOrAdd((watchlist, running), Create).Subscribe();

    public void Dispose()
    {
        foreach (var feed in _feeds.Values)
            feed.Dispose();
    }

    private SharedFeed<ScanFrame> Create((string? Watchlist, bool Running) key)
    {
        var request = new ScanRequest([], 0, ScanRequest.MostResults, key.Watchlist, ScanSource.Cache, key.Running);
        var call = new PendingCall<ScanReport>("a scan", options.Value, time, logger);
        return new SharedFeed<ScanFrame>("the scan", RefreshAsync, Interval < options.Value.RefreshInterval ? options.Value.RefreshInterval : Interval, time, logger);

        async Task<ScanFrame> RefreshAsync(ScanFrame? last, CancellationToken cancellationToken)
        {
            var report = await call.AskAsync(() => reader.ScanAsync(request), cancellationToken);
            var now = time.GetUtcNow();
            return report is null
                ? new ScanFrame(last?.Report, last?.Intervals ?? [], last?.ScannedAt, now, call.Failed)
                : new ScanFrame(report, IntervalsOf(report), now, now, Failed: false);
        }
    }

    private static ImmutableArray<KlineInterval> IntervalsOf(ScanReport report) =>
    [
        .. report.Results.Select(result => result.Reading.Interval)
            .Concat(report.Skipped.Where(skip => skip.Interval is not null).Select(skip => skip.Interval!.Value))
            .Distinct()
            .Order(),
    ];
}
