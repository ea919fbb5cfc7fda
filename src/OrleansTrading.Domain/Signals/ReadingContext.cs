using OrleansTrading.Domain.Flow;

namespace OrleansTrading.Domain.Signals;

/// <summary>What the factors need of the market around the candles. Null where it is not known.</summary>
/// <param name="FundingRate">The next payment as a fraction of notional; positive: longs pay.</param>
/// <param name="OpenInterestChange">Change of the open interest over the last hour, as a fraction.</param>
/// <param name="BenchmarkReturn">The benchmark's change over the same candles as <see cref="CandleFacts.Return"/>; null for the benchmark itself.</param>
/// <param name="Flow">The order flow before the end of the candle, or before now where it is open; null where streams have not brought enough of it.</param>
public readonly record struct ReadingContext(double? FundingRate, double? OpenInterestChange, double? BenchmarkReturn, FlowFacts? Flow = null);
