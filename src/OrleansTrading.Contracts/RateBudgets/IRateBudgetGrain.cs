using Orleans;

namespace OrleansTrading.Contracts.RateBudgets;

/// <summary>
/// What one venue allows one egress address, shared by all silos behind it; keyed by <see cref="RateBudgetKey"/>. It gives out
/// leases. Invariant: leases that can still be spent, and what was spent of others within the window, never exceed the limit
/// together; also when a silo dies with its leases, and when the grain moves, for what it gives out is stored first.
/// </summary>
[Alias("OrleansTrading.IRateBudgetGrain")]
public interface IRateBudgetGrain : IGrainWithStringKey
{
    /// <summary>A silo tells what it has finished and asks for more. Called about once a second by each silo, never for a single request.</summary>
    [Alias("ExchangeAsync")]
    Task<RateAnswer> ExchangeAsync(RateQuestion question);
}
