using Orleans;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>An account now. Money in its asset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Venue">Where it trades.</param>
/// <param name="IsPaper">Whether on paper.</param>
/// <param name="IsHedged">Position mode.</param>
/// <param name="Asset">What money is counted in.</param>
/// <param name="Switch">Whether it may send orders.</param>
/// <param name="SwitchReason">Why.</param>
/// <param name="Cash">Wallet balance.</param>
/// <param name="Unrealised">Of all positions.</param>
/// <param name="Equity">Cash and unrealised.</param>
/// <param name="MarginUsed">Initial margin of the positions.</param>
/// <param name="Reserved">Initial margin of what open orders may add.</param>
/// <param name="Free">Equity less both.</param>
/// <param name="Realised">Since the beginning.</param>
/// <param name="Fees">Paid since the beginning.</param>
/// <param name="Funding">Received since the beginning.</param>
/// <param name="OpenOrders">Orders that are not final.</param>
/// <param name="OpenPositions">Positions that are not flat.</param>
/// <param name="Version">Number of its last stored event: the ETag.</param>
/// <param name="ReconciledAt">When it was last found equal to its venue, or made so, Unix milliseconds.</param>
/// <param name="IsReady">Whether it has been reconciled since it came up: before that it opens nothing.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AccountView")]
public sealed record AccountView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Venue,
    [property: Id(2)] bool IsPaper,
    [property: Id(3)] bool IsHedged,
    [property: Id(4)] string Asset,
    [property: Id(5)] TradingSwitch Switch,
    [property: Id(6)] string SwitchReason,
    [property: Id(7)] decimal Cash,
    [property: Id(8)] decimal Unrealised,
    [property: Id(9)] decimal Equity,
    [property: Id(10)] decimal MarginUsed,
    [property: Id(11)] decimal Reserved,
    [property: Id(12)] decimal Free,
    [property: Id(13)] decimal Realised,
    [property: Id(14)] decimal Fees,
    [property: Id(15)] decimal Funding,
    [property: Id(16)] int OpenOrders,
    [property: Id(17)] int OpenPositions,
    [property: Id(18)] long Version,
    [property: Id(19)] long? ReconciledAt,
    [property: Id(20)] bool IsReady)
{
    /// <summary>
    /// How far from the market the stop of a position without one stands, percent; 0: positions are left without, by choice. Null when a silo answers that does
    /// not say it, as one of the release before.
    /// </summary>
    [Id(21)] public decimal? ProtectionPercent { get; init; }
}
