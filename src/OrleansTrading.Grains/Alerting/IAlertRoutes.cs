using OrleansTrading.Contracts.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>The ways to people that are set up.</summary>
public interface IAlertRoutes : IAlertRouteTests
{
    /// <summary>What each route sends with, by its name.</summary>
    IReadOnlyDictionary<string, AlertRouteKind> Kinds { get; }
}
