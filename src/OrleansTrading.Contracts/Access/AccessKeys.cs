using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Contracts.Access;

/// <summary>What every silo needs to know to tell who asks.</summary>
/// <param name="Tokens">Tokens that were not withdrawn, expired ones too.</param>
/// <param name="Ended">Sessions that were left before their time.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AccessKeys")]
public sealed record AccessKeys([property: Id(0)] ImmutableArray<ApiToken> Tokens, [property: Id(1)] ImmutableArray<EndedSession> Ended)
{
    /// <summary>As a log may have it: how many, and of no key anything.</summary>
    public override string ToString() => $"{Tokens.Length} tokens, {Ended.Length} ended sessions";
}
