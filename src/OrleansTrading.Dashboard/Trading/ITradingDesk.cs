using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>What the pages do with accounts. Whoever calls this has been asked for permission before.</summary>
internal interface ITradingDesk
{
    /// <summary>What would become of an order now; nothing is changed.</summary>
    Task<OrderPreview> PreviewAsync(string account, PlaceOrder order);

    Task<PlaceResult> PlaceAsync(string account, PlaceOrder order);

    Task<PlaceResult> CancelAsync(string account, string orderId, string by);

    /// <summary>Closes a share (more than 0, at most 1) of a position at the market. The same key closes once.</summary>
    Task<PlaceResult> CloseAsync(string account, string intentKey, PositionKey position, decimal share, string by);

    Task<AccountAnswer> SetGuardsAsync(string account, PositionKey position, GuardPlan plan, string by);

    Task<AccountAnswer> SwitchAsync(string account, TradingSwitch to, string reason, string by);

    /// <summary>Kills every account, each by itself; answers what has become of each.</summary>
    Task<ImmutableArray<AccountStop>> KillAllAsync(string reason, string by);

    /// <summary>Compares with the venue now; answers the differences.</summary>
    Task<ImmutableArray<DifferenceFound>> ReconcileAsync(string account);

    /// <summary>Answers the limits as they are then.</summary>
    Task<RiskLimits> ChangeLimitsAsync(string account, LimitsChange change);
}
