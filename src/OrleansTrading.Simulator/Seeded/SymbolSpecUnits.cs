namespace OrleansTrading.Simulator.Seeded;

/// <summary>Tick and step in a symbol's integer units.</summary>
internal readonly record struct SymbolSpecUnits(long Tick, long Step);
