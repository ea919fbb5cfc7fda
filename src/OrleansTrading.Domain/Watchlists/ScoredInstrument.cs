using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Watchlists;

/// <summary>An instrument that may be on a list, and how well it deserves it. Scores of one list are comparable with each other only.</summary>
public readonly record struct ScoredInstrument(InstrumentId Id, double Score);
