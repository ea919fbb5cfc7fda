using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>What a route remembers. Times are Unix milliseconds.</summary>
/// <param name="Name">The route.</param>
/// <param name="Waiting">Not yet in a message, in the order in which they came.</param>
/// <param name="Outgoing">The one message under way.</param>
/// <param name="Groups">When each group was last told of; those that no longer matter are forgotten.</param>
/// <param name="Told">Open alerts that were told of, and when last.</param>
/// <param name="Untold">Lost notifications of which the receiver has not been told yet.</param>
/// <param name="Counts">What became of everything.</param>
/// <param name="LastSuccessAt">When a message was last confirmed.</param>
/// <param name="LastFailureAt">When an attempt last failed.</param>
/// <param name="LastError">Why.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RouteState")]
public sealed record RouteState(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<WaitingNotification> Waiting,
    [property: Id(2)] OutgoingMessage? Outgoing,
    [property: Id(3)] ImmutableArray<TimeMark> Groups,
    [property: Id(4)] ImmutableArray<TimeMark> Told,
    [property: Id(5)] long Untold,
    [property: Id(6)] RouteCounts Counts,
    [property: Id(7)] long? LastSuccessAt,
    [property: Id(8)] long? LastFailureAt,
    [property: Id(9)] string? LastError)
{
    public static RouteState New(string name) => new(name, [], null, [], [], 0, new RouteCounts(0, 0, 0, 0, 0, 0), null, null, null);
}
