using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>Asks the membership and every silo's grain, once a second at most however many ask it.</summary>
[StatelessWorker(1)]
internal sealed partial class ClusterGrain(ILocalSiloDetails local, TimeProvider time, ILogger<ClusterGrain> logger) : Grain, IClusterGrain
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DeadShown = TimeSpan.FromHours(1);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private Task<ClusterReport>? _report;
    private long _askedAt;

    public Task<ClusterReport> GetReportAsync()
    {
        if (_report is null or { IsFaulted: true } || (_report.IsCompleted && time.GetElapsedTime(_askedAt) >= Fresh))
            (_askedAt, _report) = (time.GetTimestamp(), GatherAsync());
        return _report;
    }

    private async Task<ClusterReport> GatherAsync()
    {
        var management = GrainFactory.GetGrain<IManagementGrain>(0);
        var statistics = await management.GetSimpleGrainStatistics();
        var hosts = (await management.GetDetailedHosts()).Where(host => host.Status != SiloStatus.Dead || IsRecent(host));
        var held = statistics.GroupBy(row => row.SiloAddress).ToDictionary(group => group.Key, group => group.Sum(row => row.ActivationCount));
        var silos = await Task.WhenAll(hosts.Select(async host => new SiloStanding(
            host.SiloName ?? "",
            host.SiloAddress.ToString() ?? "",
            host.Status.ToString(),
            new DateTimeOffset(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc)).ToUnixTimeMilliseconds(),
            held.GetValueOrDefault(host.SiloAddress),
            host.Status == SiloStatus.Dead ? null : await ReportOfAsync(host.SiloAddress))));
        return new ClusterReport(
            local.ClusterId,
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            [.. silos.OrderBy(silo => silo.Status == nameof(SiloStatus.Dead)).ThenBy(silo => silo.Name, StringComparer.Ordinal).ThenByDescending(silo => silo.JoinedAt)],
            [.. GrainTypes(statistics, silos)]);
    }

    private bool IsRecent(MembershipEntry host) =>
        time.GetUtcNow() - new DateTimeOffset(DateTime.SpecifyKind(host.IAmAliveTime, DateTimeKind.Utc)) < DeadShown;

    private async Task<SiloReport?> ReportOfAsync(SiloAddress silo)
    {
        try
        {
            return await GrainFactory.GetGrain<ISiloGrain>(silo.ToParsableString()).GetReportAsync().WaitAsync(AnswerLimit, time);
        }
        catch (Exception exception)
        {
            // One silo's trouble must not keep the others from being told of.
            LogNoReport(logger, silo, exception);
            return null;
        }
    }

    private static IEnumerable<GrainTypeFigures> GrainTypes(SimpleGrainStatistic[] statistics, SiloStanding[] silos)
    {
        // The statistics name a class as Namespace.Class,Assembly.
        var activations = statistics.ToLookup(row => row.GrainType.Split(',')[0], row => row.ActivationCount, StringComparer.Ordinal);
        var calls = silos.SelectMany(silo => silo.Report?.Calls ?? []).ToLookup(figures => figures.GrainType, StringComparer.Ordinal);
        return activations.Select(group => group.Key).Union(calls.Select(group => group.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new GrainTypeFigures(
                name,
                activations[name].Sum(),
                calls[name].Sum(figures => figures.PerSecond),
                calls[name].Sum(figures => figures.Total),
                CallLatency.Percentile(calls[name], 0.5),
                CallLatency.Percentile(calls[name], 0.95),
                CallLatency.Percentile(calls[name], 0.99)));
    }

    [LoggerMessage(4931, LogLevel.Debug, "The figures of silo {Silo} could not be had; it is told of without them")]
    private static partial void LogNoReport(ILogger logger, SiloAddress silo, Exception exception);
}
