using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Dashboard.Trading;

internal sealed class GrainTradingReader(IGrainFactory grains, ICapitalStore capital, IExecutionStore decisions) : ITradingReader
{
    public Task<ImmutableArray<string>> GetAccountsAsync() => grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key).GetAccountsAsync();

    public Task<PortfolioView> GetPortfolioAsync() => grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key).GetAsync();

    public Task<AccountView> GetAccountAsync(string account) => Account(account).GetAsync();

    public Task<ImmutableArray<PositionView>> GetPositionsAsync(string account) => Account(account).GetPositionsAsync();

    public Task<ImmutableArray<Order>> GetOrdersAsync(string account, OrderQuery query) => Account(account).GetOrdersAsync(query);

    public Task<ImmutableArray<Fill>> GetFillsAsync(string account, long? before, int limit) => Account(account).GetFillsAsync(null, before, limit);

    public Task<ImmutableArray<NumberedEvent>> GetEventsAsync(string account, long? before, int limit) => Account(account).GetEventsAsync(before, limit);

    public Task<IReadOnlyList<ExecutionDecision>> GetDecisionsAsync(long? signalledBefore, int limit, CancellationToken cancellationToken) =>
        decisions.ListAsync(null, null, signalledBefore, limit, cancellationToken);

    public Task<ImmutableArray<RiskUse>> GetLimitUseAsync(string account) => Account(account).GetLimitUseAsync();

    public Task<IReadOnlyList<CapitalPoint>> GetCapitalAsync(string account, long from, int limit, CancellationToken cancellationToken) =>
        capital.ListAsync(account, from, long.MaxValue, limit, cancellationToken);

    private IAccountGrain Account(string account) => grains.GetGrain<IAccountGrain>(account);
}
