using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Contracts.Alerting;

/// <summary>Tries the ways to people.</summary>
public interface IAlertRouteTests
{
    /// <summary>
    /// Sends a test notification over a route, past all rules and silences, at once and once. Answers null when the receiver has confirmed it, else
    /// why not: also that no such route is set up here.
    /// </summary>
    Task<DeliveryFailure?> TestAsync(string route, CancellationToken cancellationToken);
}
