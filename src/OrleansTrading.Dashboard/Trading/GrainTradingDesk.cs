using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Trading;

internal sealed class GrainTradingDesk(IGrainFactory grains, IAccountStops stops) : ITradingDesk
{
    public Task<OrderPreview> PreviewAsync(string account, PlaceOrder order) => Account(account).PreviewAsync(order);

    public Task<PlaceResult> PlaceAsync(string account, PlaceOrder order) => Account(account).PlaceAsync(order);

    public Task<PlaceResult> CancelAsync(string account, string orderId, string by) => Account(account).CancelAsync(orderId, by);

    public Task<PlaceResult> CloseAsync(string account, string intentKey, PositionKey position, decimal share, string by) =>
        Account(account).CloseAsync(intentKey, position, share, by);

    public Task<AccountAnswer> SetGuardsAsync(string account, PositionKey position, GuardPlan plan, string by) =>
        Account(account).SetGuardsAsync(position, plan, by);

    public Task<AccountAnswer> SwitchAsync(string account, TradingSwitch to, string reason, string by) => Account(account).SwitchAsync(to, reason, by);

    public Task<ImmutableArray<AccountStop>> KillAllAsync(string reason, string by) => stops.KillAllAsync(reason, by);

    public Task<ImmutableArray<DifferenceFound>> ReconcileAsync(string account) => Account(account).ReconcileAsync();

    public Task<RiskLimits> ChangeLimitsAsync(string account, LimitsChange change) => Account(account).ChangeLimitsAsync(change);

    private IAccountGrain Account(string account) => grains.GetGrain<IAccountGrain>(account);
}
