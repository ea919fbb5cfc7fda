using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>The list of jobs, for all pages of this silo together.</summary>
internal sealed class JobsFeed : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IJobsReader _reader;
    private readonly TimeProvider _time;
    private readonly PendingCall<IReadOnlyList<JobStatus>> _jobs;

    public JobsFeed(IJobsReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<JobsFeed> logger)
    {
        (_reader, _time) = (reader, time);
        _jobs = new("the jobs", options.Value, time, logger);
        Shared = new SharedFeed<JobsFrame>("the jobs", RefreshAsync, Interval, time, logger);
    }

    internal SharedFeed<JobsFrame> Shared { get; }

    public IFeedSubscription<JobsFrame> Subscribe() => Shared.Subscribe();

    public void Dispose() => Shared.Dispose();

    private async Task<JobsFrame> RefreshAsync(JobsFrame? last, CancellationToken cancellationToken)
    {
        var jobs = await _jobs.AskAsync(_reader.ListAsync, cancellationToken);
        return new JobsFrame(jobs is null ? last?.Jobs : [.. jobs], _jobs.Failed, _time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
