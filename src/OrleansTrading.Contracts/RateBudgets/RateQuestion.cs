using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.RateBudgets;

/// <summary>What one silo tells of its share and asks for.</summary>
/// <param name="Silo">The process; another one after each start.</param>
/// <param name="Resources">What is shared.</param>
/// <param name="BlockedFor">For how long the venue has told the silo to stay away; zero for not at all.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RateQuestion")]
public sealed record RateQuestion(
    [property: Id(0)] string Silo,
    [property: Id(1)] ImmutableArray<RateWish> Resources,
    [property: Id(2)] TimeSpan BlockedFor);
