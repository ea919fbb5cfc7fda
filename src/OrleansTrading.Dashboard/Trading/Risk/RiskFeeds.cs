using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Trading.Risk;

/// <summary>A shared feed for each account whose limits somebody looks at. Everything together is asked once a second, as every account is.</summary>
internal sealed class RiskFeeds(ITradingReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<RiskFeeds> logger) : IDisposable
{
    private const int Kept = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, SharedFeed<RiskFrame>> _feeds = new(StringComparer.Ordinal);

    public IFeedSubscription<RiskFrame> Subscribe(string account)
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

    private SharedFeed<RiskFrame> Create(string account)
    {
        var refresh = new RiskRefresh(account, reader, options.Value, time, logger);
        return new SharedFeed<RiskFrame>($"limits of {account}", refresh.RefreshAsync, Interval, time, logger);
    }

    private void Prune()
    {
        foreach (var entry in _feeds)
        {
            if (entry.Value.Subscribers == 0)
                _feeds.TryRemove(entry);
        }
    }
}
