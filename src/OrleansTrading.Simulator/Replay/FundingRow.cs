namespace OrleansTrading.Simulator.Replay;

/// <summary>Mark and index price and the rate that is due, as captured.</summary>
internal sealed record FundingRow(long Time, decimal MarkPrice, decimal IndexPrice, decimal Rate);
