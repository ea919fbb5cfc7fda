namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What silos told as lost of one symbol's trades: so many at most, from one to another.</summary>
internal sealed record ToldAsLost(long From, long To, long Count);
