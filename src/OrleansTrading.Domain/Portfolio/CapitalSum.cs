using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Portfolio;

/// <summary>Capital of several accounts that count in the same money. </summary>
/// <param name="Asset">What money is counted in.</param>
/// <param name="IsPaper">Whether it is play money.</param>
/// <param name="Accounts">How many accounts.</param>
/// <param name="Equity">Cash and unrealised profit.</param>
/// <param name="InUse">Initial margin of the positions.</param>
/// <param name="Reserved">Initial margin of what open orders may add.</param>
/// <param name="Free">The rest.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CapitalSum")]
public sealed record CapitalSum(
    [property: Id(0)] string Asset,
    [property: Id(1)] bool IsPaper,
    [property: Id(2)] int Accounts,
    [property: Id(3)] decimal Equity,
    [property: Id(4)] decimal InUse,
    [property: Id(5)] decimal Reserved,
    [property: Id(6)] decimal Free)
{
    public static ImmutableArray<CapitalSum> Of(IEnumerable<CapitalPoint> points) =>
    [
        .. points.GroupBy(point => (point.Asset, point.IsPaper))
            .Select(group => new CapitalSum(
                group.Key.Asset, group.Key.IsPaper, group.Count(), group.Sum(point => point.Equity), group.Sum(point => point.MarginUsed),
                group.Sum(point => point.Reserved), group.Sum(point => point.Free)))
            .OrderBy(sum => sum.IsPaper).ThenBy(sum => sum.Asset, StringComparer.Ordinal),
    ];
}
