using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansTrading.Contracts.Portfolio;

/// <summary>All accounts together; there is one such grain, keyed <see cref="Key"/>.</summary>
[Alias("OrleansTrading.IPortfolioGrain")]
public interface IPortfolioGrain : IGrainWithStringKey
{
    public const string Key = "portfolio";

    /// <summary>Asks every account now.</summary>
    [Alias("GetPortfolio"), AlwaysInterleave]
    Task<PortfolioView> GetAsync();

    /// <summary>Ids of all accounts, in order. None of them is asked.</summary>
    [Alias("GetAccounts"), AlwaysInterleave]
    Task<ImmutableArray<string>> GetAccountsAsync();
}
