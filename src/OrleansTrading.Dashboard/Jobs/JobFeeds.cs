using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>A shared feed for each job and each run that somebody looks at.</summary>
internal sealed class JobFeeds(IJobsReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<JobFeeds> logger) : IDisposable
{
    /// <summary>Feeds that nobody looks at are kept up to this number.</summary>
    private const int Kept = 32;

    private readonly ConcurrentDictionary<string, SharedFeed<JobFrame>> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Job, string Run), SharedFeed<RunFrame>> _runs = new();

    public IFeedSubscription<JobFrame> Subscribe(string job)
    {
        Prune(_jobs);
        return _jobs.GetOrAdd(job, name => new SharedFeed<JobFrame>(
            $"job {name}", new JobRefresh(name, reader, options.Value, time, logger).RefreshAsync, options.Value.RefreshInterval, time, logger)).Subscribe();
    }

    public IFeedSubscription<RunFrame> Subscribe(string job, string runId)
    {
        Prune(_runs);
        return _runs.GetOrAdd((job, runId), key => new SharedFeed<RunFrame>(
            $"run {key.Run}", new RunRefresh(key.Job, key.Run, reader, options.Value, time, logger).RefreshAsync, options.Value.RefreshInterval, time, logger)).Subscribe();
    }

    public void Dispose()
    {
        foreach (var feed in _jobs.Values)
            feed.Dispose();
        foreach (var feed in _runs.Values)
            feed.Dispose();
    }

    private static void Prune<TKey, TFrame>(ConcurrentDictionary<TKey, SharedFeed<TFrame>> feeds)
        where TKey : notnull
        where TFrame : class
    {
        if (feeds.Count < Kept)
            return;
        foreach (var entry in feeds)
        {
            // Somebody who subscribes right now keeps a feed of his own until he leaves: nothing is lost by it.
            if (entry.Value.Subscribers == 0)
                feeds.TryRemove(entry);
        }
    }
}
