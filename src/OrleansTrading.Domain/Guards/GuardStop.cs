namespace OrleansTrading.Domain.Guards;

/// <summary>The stop that stands now.</summary>
/// <param name="Price">Trigger, quote units.</param>
/// <param name="Cause">Which of the stops it is: the one nearest to the market.</param>
public readonly record struct GuardStop(decimal Price, GuardCause Cause);
