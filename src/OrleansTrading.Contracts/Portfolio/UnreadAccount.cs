using Orleans;

namespace OrleansTrading.Contracts.Portfolio;

/// <summary>An account that did not answer.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.UnreadAccount")]
public sealed record UnreadAccount([property: Id(0)] string Account, [property: Id(1)] string Reason);
