using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Admin;

/// <summary>An open stream connection.</summary>
internal sealed record ConnectionState(long Id, ListenPath Path, bool Combined);
