namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>What whoever gives out the shares has answered.</summary>
/// <param name="Lease">Number of the new lease.</param>
/// <param name="Weight">What may be spent by it; 0 for no lease.</param>
/// <param name="Duration">How long it may be used, from the moment the question was sent.</param>
/// <param name="Free">What is left for anyone.</param>
/// <param name="RetryAfter">When more may be free, if not all that was wanted could be given.</param>
/// <param name="BlockedFor">For how long nobody behind the address may ask the venue anything.</param>
public sealed record RateGrant(long Lease, int Weight, TimeSpan Duration, int Free, TimeSpan RetryAfter, TimeSpan BlockedFor);
