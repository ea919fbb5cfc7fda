using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace OrleansTrading.Grains.Events;

/// <summary>
/// Forwards each silo's events to the others that want them. It holds nothing that is worth saving: what it forgets with its silo,
/// the others tell it again when they renew.
/// </summary>
internal sealed partial class EventTopicGrain(
    IOptions<EventsOptions> options, EventBus local, TimeProvider time, ILogger<EventTopicGrain> logger) : Grain, IEventTopicGrain
{
    private readonly Dictionary<string, EventFeed> _feeds = new(StringComparer.Ordinal);

    public Task<ImmutableArray<string>> RenewAsync(string bus, IEventObserver observer, ImmutableArray<string> wanted)
    {
        var changed = RemoveExpired();
        if (!_feeds.TryGetValue(bus, out var feed))
        {
            _feeds.Add(bus, feed = new EventFeed(bus, options.Value.QueueCapacity, OnFailed, local.DroppedByTopic));
            LogJoined(logger, bus, _feeds.Count);
        }

        if (feed.Renew(observer, wanted, time.GetTimestamp()) || changed)
            TellOthersThan(feed);
        return Task.FromResult(WantedByOthersThan(feed));
    }

    public Task LeaveAsync(string bus)
    {
        if (_feeds.TryGetValue(bus, out var feed))
            Remove(feed);
        return Task.CompletedTask;
    }

    public Task<bool> PublishAsync(EventBatch batch)
    {
        if (RemoveExpired())
            TellOthersThan(null);
        foreach (var feed in _feeds.Values)
        {
            if (feed.Bus != batch.Publisher)
                feed.Offer(batch);
        }

        return Task.FromResult(_feeds.ContainsKey(batch.Publisher));
    }

    private bool RemoveExpired()
    {
        var now = time.GetTimestamp();
        var expired = _feeds.Values.Where(feed => time.GetElapsedTime(feed.HeardAt, now) > options.Value.ExpireAfter).ToList();
        foreach (var feed in expired)
        {
            LogExpired(logger, feed.Bus);
            _feeds.Remove(feed.Bus);
            feed.End();
        }

        return expired.Count > 0;
    }

    private void OnFailed(EventFeed feed, Exception exception)
    {
        // It may have been removed, or replaced by a renewal, while the call was under way.
        if (_feeds.GetValueOrDefault(feed.Bus) != feed)
            return;
        LogFailed(logger, feed.Bus, exception);
        Remove(feed);
    }

    private void Remove(EventFeed feed)
    {
        _feeds.Remove(feed.Bus);
        feed.End();
        TellOthersThan(null);
    }

    private void TellOthersThan(EventFeed? told)
    {
        foreach (var feed in _feeds.Values.ToArray())
        {
            if (feed != told)
                feed.Tell(WantedByOthersThan(feed));
        }
    }

    private ImmutableArray<string> WantedByOthersThan(EventFeed feed) =>
        [.. _feeds.Values.Where(other => other != feed).SelectMany(other => other.Wanted).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [LoggerMessage(4411, LogLevel.Debug, "The bus {Bus} exchanges events; there are {Count}")]
    private static partial void LogJoined(ILogger logger, string bus, int count);

    [LoggerMessage(4412, LogLevel.Information, "The bus {Bus} has not been heard of and gets no more events")]
    private static partial void LogExpired(ILogger logger, string bus);

    [LoggerMessage(4413, LogLevel.Information, "The bus {Bus} could not be reached and gets no more events until it renews")]
    private static partial void LogFailed(ILogger logger, string bus, Exception exception);
}
