using Orleans;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Contracts.Alerting;

/// <summary>How a route is. Times are Unix milliseconds.</summary>
/// <param name="Name">The route.</param>
/// <param name="Pending">Notifications that wait, those of the message under way among them.</param>
/// <param name="Attempts">Attempts at the message under way that failed.</param>
/// <param name="NextAttemptAt">When it is tried next; null when none is under way.</param>
/// <param name="Counts">What became of everything.</param>
/// <param name="LastSuccessAt">When a message was last confirmed.</param>
/// <param name="LastFailureAt">When an attempt last failed.</param>
/// <param name="LastError">Why, without addresses and secrets.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RouteStatus")]
public sealed record RouteStatus(
    [property: Id(0)] string Name,
    [property: Id(1)] int Pending,
    [property: Id(2)] int Attempts,
    [property: Id(3)] long? NextAttemptAt,
    [property: Id(4)] RouteCounts Counts,
    [property: Id(5)] long? LastSuccessAt,
    [property: Id(6)] long? LastFailureAt,
    [property: Id(7)] string? LastError)
{
    public static RouteStatus Of(RouteState route) => new(
        route.Name, route.Waiting.Length + (route.Outgoing?.Count ?? 0), route.Outgoing?.Attempts ?? 0, route.Outgoing?.NextAttemptAt,
        route.Counts, route.LastSuccessAt, route.LastFailureAt, route.LastError);
}
