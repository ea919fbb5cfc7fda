namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>An aggregate trade as the market has it and as it is recorded, to the last digit.</summary>
internal sealed record StormTrade(long Id, long Time, decimal Price, decimal Quantity, bool IsBuyerMaker);
