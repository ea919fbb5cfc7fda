using Orleans;

namespace OrleansTrading.Contracts.Access;

/// <summary>When a token was last used.</summary>
/// <param name="Id">The token.</param>
/// <param name="At">Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.TokenUse")]
public sealed record TokenUse([property: Id(0)] string Id, [property: Id(1)] long At);
