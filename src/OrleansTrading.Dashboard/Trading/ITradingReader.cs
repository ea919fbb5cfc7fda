using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>What the pages of accounts ask.</summary>
internal interface ITradingReader
{
    /// <summary>Ids of all accounts, in order.</summary>
    Task<ImmutableArray<string>> GetAccountsAsync();

    /// <summary>All accounts together, each asked now.</summary>
    Task<PortfolioView> GetPortfolioAsync();

    Task<AccountView> GetAccountAsync(string account);

    Task<ImmutableArray<PositionView>> GetPositionsAsync(string account);

    /// <summary>Orders, newest first.</summary>
    Task<ImmutableArray<Order>> GetOrdersAsync(string account, OrderQuery query);

    /// <summary>Executions before a time (Unix milliseconds; null: all), newest first.</summary>
    Task<ImmutableArray<Fill>> GetFillsAsync(string account, long? before, int limit);

    /// <summary>Stored events before a number (null: all), newest first.</summary>
    Task<ImmutableArray<NumberedEvent>> GetEventsAsync(string account, long? before, int limit);

    /// <summary>What was decided about signals for whichever account, about those made before a time (Unix milliseconds; null: all), newest signal first.</summary>
    Task<IReadOnlyList<ExecutionDecision>> GetDecisionsAsync(long? signalledBefore, int limit, CancellationToken cancellationToken);

    /// <summary>How far every limit is used now, in the order of the rules.</summary>
    Task<ImmutableArray<RiskUse>> GetLimitUseAsync(string account);

    /// <summary>Points of the equity curve from a time on, Unix milliseconds, oldest first.</summary>
    Task<IReadOnlyList<CapitalPoint>> GetCapitalAsync(string account, long from, int limit, CancellationToken cancellationToken);
}
