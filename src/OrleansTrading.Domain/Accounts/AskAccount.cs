namespace OrleansTrading.Domain.Accounts;

/// <summary>The venue is to be asked for all open orders, and then for balances and positions, for a comparison.</summary>
/// <param name="AskedAt">When this was decided, Unix milliseconds; the answer may count from when it was sent.</param>
/// <param name="Version">Number of the last event then.</param>
public sealed record AskAccount(long AskedAt, long Version) : AccountEffect;
