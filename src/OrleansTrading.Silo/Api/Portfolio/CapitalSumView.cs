using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>Capital of the accounts that count in the same money.</summary>
/// <param name="Asset">What money is counted in.</param>
/// <param name="IsPaper">Whether it is play money.</param>
/// <param name="Accounts">How many accounts.</param>
/// <param name="Equity">Cash and unrealised profit.</param>
/// <param name="InUse">Initial margin of the positions.</param>
/// <param name="Reserved">Initial margin of what open orders may add.</param>
/// <param name="Free">The rest.</param>
internal sealed record CapitalSumView(string Asset, bool IsPaper, int Accounts, decimal Equity, decimal InUse, decimal Reserved, decimal Free)
{
    public static CapitalSumView Of(CapitalSum sum) => new(sum.Asset, sum.IsPaper, sum.Accounts, sum.Equity, sum.InUse, sum.Reserved, sum.Free);
}
