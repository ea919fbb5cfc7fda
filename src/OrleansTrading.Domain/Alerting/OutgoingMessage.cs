using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>
/// One message to one route, the same at every attempt. A receiver that may get it twice, because an answer was lost or the service was
/// killed before it had noted the answer, knows it by <paramref name="Id"/>.
/// </summary>
/// <param name="Id">Unique for the message.</param>
/// <param name="Route">Where it goes.</param>
/// <param name="Group">What its notifications have in common.</param>
/// <param name="Lines">The most important notifications, the gravest first.</param>
/// <param name="Rest">How many more there are.</param>
/// <param name="Lost">Notifications of this route that could not be told before, because the queue was full or the route was given up.</param>
/// <param name="Told">Alerts that count as told once it is delivered, those of the rest too.</param>
/// <param name="Ended">Alerts whose end is told by it.</param>
/// <param name="CreatedAt">Unix milliseconds.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="NextAttemptAt">Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OutgoingMessage")]
public sealed record OutgoingMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] string Route,
    [property: Id(2)] string Group,
    [property: Id(3)] ImmutableArray<Notification> Lines,
    [property: Id(4)] int Rest,
    [property: Id(5)] long Lost,
    [property: Id(6)] ImmutableArray<string> Told,
    [property: Id(7)] ImmutableArray<string> Ended,
    [property: Id(8)] long CreatedAt,
    [property: Id(9)] int Attempts,
    [property: Id(10)] long NextAttemptAt)
{
    /// <summary>Notifications that it covers.</summary>
    public int Count => Lines.Length + Rest;

    /// <summary>The gravest severity of its lines.</summary>
    public NotificationSeverity Severity => Lines.Max(line => line.Severity);
}
