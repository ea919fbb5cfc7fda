namespace OrleansTrading.Simulator.Market;

/// <summary>Mark and index price and funding of a symbol at one time.</summary>
/// <param name="Rate">Rate of the running funding period, paid at <paramref name="NextFundingTime"/>.</param>
/// <param name="OpenInterest">In the base asset.</param>
public sealed record SimulatedFunding(
    decimal MarkPrice, decimal IndexPrice, decimal Rate, DateTimeOffset NextFundingTime, decimal OpenInterest);
