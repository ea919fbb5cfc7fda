using System.Collections.Immutable;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>The kill switch of all accounts.</summary>
public interface IAccountStops
{
    /// <summary>
    /// Kills every account at once, each by itself: none waits for another. Answers what has become of each, in order of their ids, after some
    /// seconds at the latest; one that has not answered by then may be stopped or not.
    /// </summary>
    Task<ImmutableArray<AccountStop>> KillAllAsync(string reason, string by);
}
