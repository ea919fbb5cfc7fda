using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Dashboard.Alerts;

/// <summary>The alerts, for all pages of this silo together.</summary>
internal sealed class AlertsFeed : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IAlertsReader _reader;
    private readonly TimeProvider _time;
    private readonly PendingCall<IReadOnlyList<Alert>> _alerts;
    private readonly PendingCall<IReadOnlyList<Silence>> _silences;
    private readonly PendingCall<IReadOnlyList<RouteStatus>> _routes;

    public AlertsFeed(IAlertsReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<AlertsFeed> logger)
    {
        (_reader, _time) = (reader, time);
        _alerts = new("the alerts", options.Value, time, logger);
        _silences = new("the silences", options.Value, time, logger);
        _routes = new("the alert routes", options.Value, time, logger);
        Shared = new SharedFeed<AlertsFrame>("the alerts", RefreshAsync, Interval, time, logger);
    }

    internal SharedFeed<AlertsFrame> Shared { get; }

    public IFeedSubscription<AlertsFrame> Subscribe() => Shared.Subscribe();

    public void Dispose() => Shared.Dispose();

    private async Task<AlertsFrame> RefreshAsync(AlertsFrame? last, CancellationToken cancellationToken)
    {
        var alerts = _alerts.AskAsync(_reader.ListAlertsAsync, cancellationToken);
        var silences = _silences.AskAsync(_reader.ListSilencesAsync, cancellationToken);
        var routes = _routes.AskAsync(_reader.ListRoutesAsync, cancellationToken);
        await Task.WhenAll(alerts, silences, routes);
        var (open, cleared) = await alerts is { } listed
            ? ([.. listed.Where(alert => alert.ClearedAt is null).OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.AcknowledgedAt is not null).ThenByDescending(alert => alert.RaisedAt)],
               [.. listed.Where(alert => alert.ClearedAt is not null).OrderByDescending(alert => alert.ClearedAt)])
            : (last?.Open, last?.Cleared);
        return new AlertsFrame(
            open, cleared, await silences is { } quiet ? [.. quiet] : last?.Silences, await routes is { } ways ? [.. ways] : last?.Routes,
            _alerts.Failed, _silences.Failed || _routes.Failed, _time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
