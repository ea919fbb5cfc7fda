using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>
/// What became of a route's notifications. Nothing gets lost between the numbers: what was taken is delivered, suppressed, lost, waiting or
/// in the message under way.
/// </summary>
/// <param name="Taken">Taken in for the route.</param>
/// <param name="Delivered">In messages that the receiver has confirmed.</param>
/// <param name="Suppressed">Not told because of a silence or of another alert.</param>
/// <param name="Lost">Dropped from a full queue, or given up.</param>
/// <param name="Messages">Messages that the receiver has confirmed.</param>
/// <param name="Failures">Attempts that failed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RouteCounts")]
public sealed record RouteCounts(
    [property: Id(0)] long Taken,
    [property: Id(1)] long Delivered,
    [property: Id(2)] long Suppressed,
    [property: Id(3)] long Lost,
    [property: Id(4)] long Messages,
    [property: Id(5)] long Failures);
