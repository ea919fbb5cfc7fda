using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.RateBudgets;

/// <summary>One resource in a <see cref="RateQuestion"/>.</summary>
/// <param name="Resource">0 request weight, 1 connections.</param>
/// <param name="Limit">What may be leased in one window: the venue's limit without the silos' own reserves.</param>
/// <param name="Window">Length of the window.</param>
/// <param name="Lease">Number that a lease which is given now gets; grows.</param>
/// <param name="Wanted">How much the silo could use; 0 for nothing.</param>
/// <param name="Finished">Leases that it uses no more.</param>
/// <param name="ReserveUsed">Spent of its own reserve within the window.</param>
/// <param name="ObservedUsed">What the venue reports as spent behind the address in its current window; null when nothing new.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RateWish")]
public sealed record RateWish(
    [property: Id(0)] byte Resource,
    [property: Id(1)] int Limit,
    [property: Id(2)] TimeSpan Window,
    [property: Id(3)] long Lease,
    [property: Id(4)] int Wanted,
    [property: Id(5)] ImmutableArray<FinishedLease> Finished,
    [property: Id(6)] int ReserveUsed,
    [property: Id(7)] int? ObservedUsed);
