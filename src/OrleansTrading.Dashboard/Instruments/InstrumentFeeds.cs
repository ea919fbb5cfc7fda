using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>A shared feed for each instrument and interval that somebody looks at.</summary>
internal sealed class InstrumentFeeds(
    IMarketReader market,
    IGapReader gaps,
    IMarkReader marks,
    IOptions<DashboardOptions> options,
    TimeProvider time,
    ILogger<InstrumentFeeds> logger) : IDisposable
{
    /// <summary>Feeds that nobody looks at are kept up to this number, so that a page that comes back starts with its candles.</summary>
    private const int Kept = 64;

    private readonly ConcurrentDictionary<(InstrumentId Instrument, KlineInterval Interval), SharedFeed<InstrumentFrame>> _feeds = new();

    internal int Count => _feeds.Count;

    public IFeedSubscription<InstrumentFrame> Subscribe(InstrumentId instrument, KlineInterval interval)
    {
        if (_feeds.Count >= Kept)
            Prune();
        return _feeds.GetOrAdd((instrument, interval), Create).Subscribe();
    }

    public void Dispose()
    {
        foreach (var feed in _feeds.Values)
            feed.Dispose();
    }

    private SharedFeed<InstrumentFrame> Create((InstrumentId Instrument, KlineInterval Interval) key)
    {
        var refresh = new InstrumentRefresh(key.Instrument, key.Interval, market, gaps, marks, options.Value, time, logger);
        var name = $"{key.Instrument} {key.Interval.ToCode()}";
        return new SharedFeed<InstrumentFrame>(name, refresh.RefreshAsync, options.Value.RefreshInterval, time, logger);
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
