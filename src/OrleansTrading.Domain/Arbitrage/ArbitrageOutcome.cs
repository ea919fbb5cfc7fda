namespace OrleansTrading.Domain.Arbitrage;

/// <summary>What has become of an order of an execution, once no more can come of it.</summary>
/// <param name="Order">Which order.</param>
/// <param name="Filled">Base units traded; 0 when it was refused.</param>
/// <param name="Value">Quote units traded.</param>
/// <param name="IsGone">Whether there was no position left to be closed: somebody else has closed it, and nothing is pursued any more.</param>
/// <param name="IsTooSmall">Whether it is less than the smallest order: what is left of the leg cannot be traded, and nothing is pursued any more.</param>
public sealed record ArbitrageOutcome(ArbitrageOrder Order, decimal Filled, decimal Value, bool IsGone = false, bool IsTooSmall = false);
