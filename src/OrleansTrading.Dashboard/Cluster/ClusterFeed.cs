using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Cluster;

/// <summary>The cluster, for all pages of this silo together.</summary>
internal sealed class ClusterFeed : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IClusterReader _reader;
    private readonly TimeProvider _time;
    private readonly PendingCall<ClusterReport> _report;

    public ClusterFeed(IClusterReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<ClusterFeed> logger)
    {
        (_reader, _time) = (reader, time);
        _report = new("the cluster", options.Value, time, logger);
        Shared = new SharedFeed<ClusterFrame>("the cluster", RefreshAsync, Interval, time, logger);
    }

    internal SharedFeed<ClusterFrame> Shared { get; }

    public IFeedSubscription<ClusterFrame> Subscribe() => Shared.Subscribe();

    public void Dispose() => Shared.Dispose();

    private async Task<ClusterFrame> RefreshAsync(ClusterFrame? last, CancellationToken cancellationToken)
    {
        var report = await _report.AskAsync(_reader.GetAsync, cancellationToken);
        return new ClusterFrame(report ?? last?.Report, _report.Failed, _time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
