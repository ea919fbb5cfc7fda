using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Grains.Access;

/// <summary>Tokens and ended sessions over restarts.</summary>
[GenerateSerializer, Alias("OrleansTrading.AccessRecord")]
internal sealed record AccessRecord
{
    [Id(0)] public ImmutableArray<ApiToken> Tokens { get; init; } = [];

    [Id(1)] public ImmutableArray<EndedSession> Ended { get; init; } = [];
}
