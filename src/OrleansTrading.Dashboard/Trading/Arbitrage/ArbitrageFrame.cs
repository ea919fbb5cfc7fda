using System.Collections.Immutable;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>All comparisons at one moment, shared by all pages.</summary>
/// <param name="Assets">Base assets that are compared.</param>
/// <param name="Views">What each has last seen; one that has never answered is missing.</param>
/// <param name="Past">The last opportunities, open ones among them, newest first.</param>
/// <param name="Silent">Assets whose comparison does not answer.</param>
/// <param name="TakenAt">When this was put together.</param>
public sealed record ArbitrageFrame(
    ImmutableArray<string> Assets,
    ImmutableArray<ArbitrageView> Views,
    ImmutableArray<ArbitrageOpportunity> Past,
    ImmutableArray<string> Silent,
    DateTimeOffset TakenAt)
{
    /// <summary>Opportunities of a page.</summary>
    public const int PageSize = 25;

    /// <summary>Pairs, opportunities and executions that are shown of each kind.</summary>
    public const int Most = 60;
}
