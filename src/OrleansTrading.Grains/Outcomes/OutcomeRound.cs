namespace OrleansTrading.Grains.Outcomes;

/// <summary>What one look at undecided signals has come to.</summary>
/// <param name="LookedAt">Signals looked at.</param>
/// <param name="Targets">Decided now: target.</param>
/// <param name="Stops">Decided now: stop.</param>
/// <param name="Times">Decided now: time.</param>
/// <param name="Unknown">Of those looked at, unknown.</param>
/// <param name="Open">Of those looked at, still open.</param>
internal sealed record OutcomeRound(int LookedAt, int Targets, int Stops, int Times, int Unknown, int Open);
