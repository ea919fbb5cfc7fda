namespace OrleansTrading.Domain.Guards;

/// <summary>What a price made of a guard.</summary>
/// <param name="Progress">How far it has come; the same object when nothing has changed.</param>
/// <param name="Trigger">What it triggered; null when nothing.</param>
public readonly record struct GuardOutcome(GuardProgress Progress, GuardTrigger? Trigger);
