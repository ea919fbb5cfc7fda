using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>A shared equity curve for each account and range that somebody looks at. It has a new point every minute.</summary>
internal sealed class EquityFeeds(ITradingReader reader, TimeProvider time, ILogger<EquityFeeds> logger) : IDisposable
{
    /// <summary>Points that are drawn at most.</summary>
    public const int MostPoints = 400;

    private const int Kept = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Account, string Range), SharedFeed<EquityFrame>> _feeds = new();

    public IFeedSubscription<EquityFrame> Subscribe(string account, EquityRange range)
    {
        if (_feeds.Count >= Kept)
            Prune();
        return _feeds.GetOrAdd((account, range.Key), _ => Create(account, range)).Subscribe();
    }

    public void Dispose()
    {
        foreach (var feed in _feeds.Values)
            feed.Dispose();
    }

    private SharedFeed<EquityFrame> Create(string account, EquityRange range) =>
        new($"the equity of {account}", (last, cancellationToken) => RefreshAsync(account, range, last, cancellationToken), Interval, time, logger);

    private async Task<EquityFrame> RefreshAsync(string account, EquityRange range, EquityFrame? last, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(account, range, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (last?.Failed != true)
                EquityLog.NotRead(logger, account, exception);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            return last is null ? new EquityFrame([], 0, 0, now, Failed: true) : last with { Failed = true, Now = now };
        }
    }

    private async Task<EquityFrame> ReadAsync(string account, EquityRange range, CancellationToken cancellationToken)
    {
        var to = time.GetUtcNow().ToUnixTimeMilliseconds();
        var from = to - (long)range.Length.TotalMilliseconds;
        var points = await reader.GetCapitalAsync(account, from, (int)range.Length.TotalMinutes + 1, cancellationToken);
        // An account younger than the range is drawn from its first point on, and not as a stroke at the edge.
        from = points.Count > 0 ? Math.Max(from, points[0].Time) : from;
        return new EquityFrame(EquityPoint.Thin(points, from, to, MostPoints), from, to, to);
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
