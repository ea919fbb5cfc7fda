namespace OrleansTrading.Simulator.Replay;

/// <summary>Open interest as captured, in base units.</summary>
internal sealed record OpenInterestRow(long Time, decimal Quantity);
