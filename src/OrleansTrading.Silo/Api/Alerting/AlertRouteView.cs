using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Grains.Alerting;

namespace OrleansTrading.Silo.Api.Alerting;

/// <summary>One way to people, and how it is.</summary>
/// <param name="Name">The route.</param>
/// <param name="Kind">What it sends with: <c>webhook</c>, <c>telegram</c>, <c>email</c>.</param>
/// <param name="Pending">Notifications that wait.</param>
/// <param name="Attempts">Attempts at the message under way that failed.</param>
/// <param name="NextAttemptAt">When the message under way is tried next; null when none is.</param>
/// <param name="Taken">Notifications that were taken in.</param>
/// <param name="Delivered">Of them, those that the receiver has confirmed.</param>
/// <param name="Suppressed">Of them, those that were not told because of a silence or another alert.</param>
/// <param name="Lost">Of them, those that were dropped from a full queue or given up.</param>
/// <param name="Messages">Messages that the receiver has confirmed.</param>
/// <param name="Failures">Attempts that failed.</param>
/// <param name="LastSuccessAt">When a message was last confirmed; null before the first.</param>
/// <param name="LastFailureAt">When an attempt last failed; null before the first.</param>
/// <param name="LastError">Why, without addresses and secrets; null before the first.</param>
internal sealed record AlertRouteView(
    string Name, string Kind, int Pending, int Attempts, long? NextAttemptAt, long Taken, long Delivered, long Suppressed, long Lost, long Messages, long Failures,
    long? LastSuccessAt, long? LastFailureAt, string? LastError)
{
    public static AlertRouteView Of(RouteStatus route, AlertRouteKind kind) => new(
        route.Name, kind.ToString().ToLowerInvariant(), route.Pending, route.Attempts, route.NextAttemptAt, route.Counts.Taken, route.Counts.Delivered,
        route.Counts.Suppressed, route.Counts.Lost, route.Counts.Messages, route.Counts.Failures, route.LastSuccessAt, route.LastFailureAt, route.LastError);
}
