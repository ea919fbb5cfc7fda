namespace OrleansTrading.Simulator.Faults;

/// <summary>A fault in force and how often it has struck.</summary>
public sealed record FaultStatus(long Id, FaultRequest Request, int Hits);
