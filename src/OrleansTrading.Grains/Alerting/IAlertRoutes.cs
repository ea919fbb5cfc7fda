using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>The ways to people that are set up.</summary>
public interface IAlertRoutes
{
    /// <summary>What each route sends with, by its name.</summary>
    IReadOnlyDictionary<string, AlertRouteKind> Kinds { get; }

    /// <summary>Sends a test notification over a route, past all rules, at once and once. Answers null when the receiver has confirmed it.</summary>
    Task<DeliveryFailure?> TestAsync(string route, CancellationToken cancellationToken);
}
