using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;

namespace OrleansTrading.Silo.Metrics;

/// <summary>
/// Raises an alert for each metric of this silo that is out of bounds, and clears it when it is not; those of silos that are gone are cleared
/// by the others. Without such rules it does nothing.
/// </summary>
internal sealed partial class MetricAlerts(
    MetricsRegistry registry, IGrainFactory grains, ILocalSiloDetails local, IOptions<AlertingOptions> options, TimeProvider time, ILogger<MetricAlerts> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private const string Prefix = "metric/";

    private readonly Dictionary<string, (AlertMetricOptions Rule, MetricThreshold Threshold)> _rules = options.Value.Metrics.ToDictionary(
        rule => rule.Key, rule => (rule.Value, new MetricThreshold(rule.Value.Above, rule.Value.Below, rule.Value.PerMinute, rule.Value.For)), StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_rules.Count == 0)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync();
            }
            catch (Exception exception)
            {
                // Isolated here: the next look tries again. A silo that stops is told of its own end.
                if (!stoppingToken.IsCancellationRequested)
                    LogFailed(logger, exception);
            }
        }
    }

    private async Task LookAsync()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var readings = registry.Read();
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, (rule, threshold)) in _rules)
        {
            if (threshold.Look(ReadingOf(rule, readings), now))
                wanted[KeyOf(name, local.Name)] = name;
        }

        var alerts = grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);
        var open = (await alerts.ListAsync(openOnly: true, IAlertsGrain.MaxLimit)).Select(alert => alert.Key).Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        foreach (var (key, name) in wanted.Where(entry => !open.Contains(entry.Key)))
            await alerts.RaiseAsync(key, (AlertSeverity)_rules[name].Rule.Severity, $"{_rules[name].Rule.Metric} is out of bounds", DetailOf(name));
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(true);
        var others = hosts.Select(host => host.SiloName ?? "").Where(silo => silo != local.Name).SelectMany(silo => _rules.Keys.Select(name => KeyOf(name, silo))).ToHashSet();
        foreach (var key in open.Where(key => !wanted.ContainsKey(key) && !others.Contains(key)))
            await alerts.ClearAsync(key);
    }

    private string DetailOf(string name)
    {
        var (rule, threshold) = _rules[name];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Rule {name}: {threshold.Compared:G6}{(rule.PerMinute ? " a minute" : "")}; expected {(rule.Below is { } least ? $"at least {least}" : "")}{(rule is { Below: not null, Above: not null } ? " and " : "")}{(rule.Above is { } most ? $"at most {most}" : "")}; seen on {local.Name}.");
    }

    private static double? ReadingOf(AlertMetricOptions rule, IReadOnlyList<MetricReading> readings)
    {
        var labels = LabelMatcher.TryParseList(rule.Match, out var parsed) ? parsed.Value : [];
        var series = readings.Where(reading => reading.Name == rule.Metric && labels.All(label => reading.HasLabel(label.Name, label.Value))).ToList();
        return series.Count == 0 ? null : series[0].Kind == MetricKind.Counter ? series.Sum(reading => reading.Value) : series.Max(reading => reading.Value);
    }

    private static string KeyOf(string rule, string silo) => $"{Prefix}{rule}/{silo.Replace('/', '_')}";

    [LoggerMessage(4866, LogLevel.Warning, "Metrics could not be compared with their bounds; the next look tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
