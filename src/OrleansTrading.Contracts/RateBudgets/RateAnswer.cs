using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.RateBudgets;

/// <summary>What a silo may spend.</summary>
/// <param name="Leases">In the order of the question's resources.</param>
/// <param name="BlockedFor">For how long nobody behind the address may ask the venue anything; zero for not at all.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RateAnswer")]
public sealed record RateAnswer([property: Id(0)] ImmutableArray<RateLease> Leases, [property: Id(1)] TimeSpan BlockedFor);
