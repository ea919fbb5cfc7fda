using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Dashboard.Alerts;

/// <summary>Alerts, silences and routes.</summary>
internal interface IAlertsReader
{
    /// <summary>The open ones and the last ones that were cleared.</summary>
    Task<IReadOnlyList<Alert>> ListAlertsAsync();

    /// <summary>Notes that somebody has seen an open alert and is on it. Null when it is open no more.</summary>
    Task<Alert?> AcknowledgeAsync(string id, string by);

    Task<IReadOnlyList<Silence>> ListSilencesAsync();

    Task<IReadOnlyList<RouteStatus>> ListRoutesAsync();

    /// <summary>Null when there are too many.</summary>
    Task<Silence?> SilenceAsync(IReadOnlyList<LabelMatcher> matchers, long until, string by, string comment);

    /// <summary>Whether there was such a silence.</summary>
    Task<bool> EndSilenceAsync(string id);

    /// <summary>Sends a test over a route. Null when its receiver has confirmed it.</summary>
    Task<DeliveryFailure?> TestRouteAsync(string route);
}
