using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Dashboard.Alerts;

/// <summary>Alerts, silences and routes.</summary>
internal interface IAlertsReader
{
    /// <summary>The open ones and the last ones that were cleared.</summary>
    Task<IReadOnlyList<Alert>> ListAlertsAsync();

    Task<IReadOnlyList<Silence>> ListSilencesAsync();

    Task<IReadOnlyList<RouteStatus>> ListRoutesAsync();

    Task<ActionOutcome> SilenceAsync(IReadOnlyList<LabelMatcher> matchers, long until, string by, string comment);

    Task<ActionOutcome> EndSilenceAsync(string id);
}
