using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>An account's capital at one moment: a point of its equity curve.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Asset">What money is counted in.</param>
/// <param name="IsPaper">Whether it is play money.</param>
/// <param name="Equity">Cash and unrealised profit.</param>
/// <param name="Cash">Wallet balance.</param>
/// <param name="Unrealised">Profit if all positions were closed at the marks.</param>
/// <param name="InUse">Initial margin of the positions.</param>
/// <param name="Reserved">Initial margin of what open orders may add.</param>
/// <param name="Free">Equity less both.</param>
/// <param name="Long">Value of the long positions.</param>
/// <param name="Short">Value of the short positions.</param>
/// <param name="Realised">Profit of what was closed, since the beginning, before fees and funding.</param>
/// <param name="Fees">Paid since the beginning.</param>
/// <param name="Funding">Received since the beginning.</param>
internal sealed record CapitalView(
    string Account, long Time, string Asset, bool IsPaper, decimal Equity, decimal Cash, decimal Unrealised, decimal InUse, decimal Reserved, decimal Free,
    decimal Long, decimal Short, decimal Realised, decimal Fees, decimal Funding)
{
    public static CapitalView Of(CapitalPoint point) => new(
        point.Account, point.Time, point.Asset, point.IsPaper, point.Equity, point.Cash, point.Unrealised, point.MarginUsed, point.Reserved, point.Free,
        point.Long, point.Short, point.Realised, point.Fees, point.Funding);
}
