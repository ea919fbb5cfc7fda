using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>A notification that waits for its message.</summary>
/// <param name="Notification">The notification.</param>
/// <param name="TakenAt">When it was taken in, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.WaitingNotification")]
public sealed record WaitingNotification([property: Id(0)] Notification Notification, [property: Id(1)] long TakenAt);
