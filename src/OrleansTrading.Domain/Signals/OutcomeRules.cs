namespace OrleansTrading.Domain.Signals;

/// <summary>By which a signal's outcome is decided; its stop and its targets are its own.</summary>
/// <param name="Target">Which of its targets counts, 1 being the nearest; the farthest where it has fewer.</param>
/// <param name="TimeLimit">Candles after its own within which it must reach one or the other.</param>
public sealed record OutcomeRules(int Target, int TimeLimit);
