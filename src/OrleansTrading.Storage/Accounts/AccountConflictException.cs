namespace OrleansTrading.Storage.Accounts;

/// <summary>Somebody else has appended to the account since it was read.</summary>
/// <param name="account">Which account.</param>
/// <param name="expected">The number that the append named.</param>
/// <param name="actual">The number of the last stored event.</param>
public sealed class AccountConflictException(string account, long expected, long actual)
    : Exception($"The events of account '{account}' end at {actual}; an append after {expected} is refused.")
{
    public long Expected { get; } = expected;

    public long Actual { get; } = actual;
}
