using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>Why a message was not delivered.</summary>
/// <param name="Reason">In words that may be shown: without addresses and secrets.</param>
/// <param name="RetryAfter">How long the receiver asked to wait; null when it did not.</param>
/// <param name="IsFinal">The receiver will never take this message.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.DeliveryFailure")]
public sealed record DeliveryFailure(
    [property: Id(0)] string Reason, [property: Id(1)] TimeSpan? RetryAfter = null, [property: Id(2)] bool IsFinal = false);
