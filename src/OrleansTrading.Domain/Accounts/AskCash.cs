namespace OrleansTrading.Domain.Accounts;

/// <summary>The venue is to be asked for movements of cash.</summary>
/// <param name="From">Unix milliseconds, inclusive.</param>
/// <param name="AskedAt">When this was decided, Unix milliseconds; goes back with the answer.</param>
public sealed record AskCash(long From, long AskedAt) : AccountEffect;
