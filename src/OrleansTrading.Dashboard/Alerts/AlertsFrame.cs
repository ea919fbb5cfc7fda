using System.Collections.Immutable;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Dashboard.Alerts;

/// <summary>The alerts at one moment. What has never answered is null.</summary>
/// <param name="Open">The worst first; of those the ones that nobody is on, then the newest.</param>
/// <param name="Cleared">The last cleared first.</param>
/// <param name="Silences">Those that have not ended.</param>
/// <param name="Routes">How the ways to people are.</param>
/// <param name="AlertsFailed">Whether the alerts did not answer; what is shown is old.</param>
/// <param name="RoutesFailed">Whether silences or routes did not answer.</param>
/// <param name="Now">When the frame was made, Unix milliseconds.</param>
public sealed record AlertsFrame(
    ImmutableArray<Alert>? Open, ImmutableArray<Alert>? Cleared, ImmutableArray<Silence>? Silences, ImmutableArray<RouteStatus>? Routes,
    bool AlertsFailed, bool RoutesFailed, long Now);
