using Orleans;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>How far a trailing order on paper has followed the market.</summary>
/// <param name="OrderId">Which order.</param>
/// <param name="Best">The best price since it was armed, quote units.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PaperTrail")]
public sealed record PaperTrail(
    [property: Id(0)] string OrderId,
    [property: Id(1)] decimal Best);
