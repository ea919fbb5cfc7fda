namespace OrleansTrading.Grains.Capture;

/// <summary>Aggregate trade ids from one to another, both included.</summary>
internal readonly record struct TradeRange(long From, long To);
