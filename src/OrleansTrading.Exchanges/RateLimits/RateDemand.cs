using System.Collections.Immutable;

namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>What a <see cref="LeasedBudget"/> has to say to whoever gives out the shares.</summary>
/// <param name="Wanted">How much more it could use; 0 for nothing.</param>
/// <param name="Finished">Leases that it uses no more, with what was spent of each; the rest goes back.</param>
/// <param name="ReserveUsed">Spent of its own reserve in the window.</param>
/// <param name="ObservedUsed">What the venue has last reported as spent behind the address; null when nothing new.</param>
/// <param name="BlockedFor">For how long the venue has told it to stay away; zero for not at all.</param>
public sealed record RateDemand(
    int Wanted, ImmutableArray<(long Lease, int Spent)> Finished, int ReserveUsed, int? ObservedUsed, TimeSpan BlockedFor);
