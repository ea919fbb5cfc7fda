using System.Collections.Immutable;

namespace OrleansTrading.Domain.Signals;

/// <summary>When a reading is a signal, and what the signal suggests.</summary>
/// <param name="Threshold">A score at least so far from zero makes a signal.</param>
/// <param name="StopAtr">Distance of the stop from the entry, in ATRs.</param>
/// <param name="TargetAtr">Distances of the targets from the entry, in ATRs, ascending.</param>
/// <param name="LifeCandles">Candles after its own for which a signal stands.</param>
public sealed record SignalRules(double Threshold, double StopAtr, ImmutableArray<double> TargetAtr, int LifeCandles);
