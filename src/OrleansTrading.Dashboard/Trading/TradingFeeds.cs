using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>A shared feed for each account that somebody looks at.</summary>
internal sealed class TradingFeeds(ITradingReader reader, IMarketReader market, IOptions<DashboardOptions> options, TimeProvider time, ILogger<TradingFeeds> logger) : IDisposable
{
    /// <summary>Feeds that nobody looks at are kept up to this number.</summary>
    private const int Kept = 16;

    private readonly ConcurrentDictionary<string, SharedFeed<TradingFrame>> _feeds = new(StringComparer.Ordinal);

    public IFeedSubscription<TradingFrame> Subscribe(string account)
    {
        if (_feeds.Count >= Kept)
            Prune();
        return _feeds.GetOrAdd(account, Create).Subscribe();
    }

    public void Dispose()
    {
        foreach (var feed in _feeds.Values)
            feed.Dispose();
    }

    private SharedFeed<TradingFrame> Create(string account)
    {
        var refresh = new TradingRefresh(account, reader, market, options.Value, time, logger);
        return new SharedFeed<TradingFrame>($"account {account}", refresh.RefreshAsync, options.Value.RefreshInterval, time, logger);
    }

    private void Prune()
    {
        foreach (var entry in _feeds)
        {
            // Somebody who subscribes right now keeps a feed of his own until he leaves: nothing is lost by it.
            if (entry.Value.Subscribers == 0)
                _feeds.TryRemove(entry);
        }
    }
}
