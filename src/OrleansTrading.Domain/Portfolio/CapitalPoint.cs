using Orleans;

namespace OrleansTrading.Domain.Portfolio;

/// <summary>An account's capital at one moment: a point of its equity curve. Money in the account's asset.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Asset">What money is counted in.</param>
/// <param name="Cash">Wallet balance.</param>
/// <param name="Unrealised">Of all positions.</param>
/// <param name="MarginUsed">Initial margin of the positions.</param>
/// <param name="Reserved">Initial margin of what open orders may add.</param>
/// <param name="Long">Value of the long positions.</param>
/// <param name="Short">Value of the short positions.</param>
/// <param name="Realised">Since the beginning, before fees and funding.</param>
/// <param name="Fees">Paid since the beginning.</param>
/// <param name="Funding">Received since the beginning.</param>
/// <param name="IsPaper">Whether it is play money: it is never added to what is not.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CapitalPoint")]
public sealed record CapitalPoint(
    [property: Id(0)] string Account,
    [property: Id(1)] long Time,
    [property: Id(2)] string Asset,
    [property: Id(3)] decimal Cash,
    [property: Id(4)] decimal Unrealised,
    [property: Id(5)] decimal MarginUsed,
    [property: Id(6)] decimal Reserved,
    [property: Id(7)] decimal Long,
    [property: Id(8)] decimal Short,
    [property: Id(9)] decimal Realised,
    [property: Id(10)] decimal Fees,
    [property: Id(11)] decimal Funding,
    [property: Id(12)] bool IsPaper)
{
    /// <summary>One point for each account and minute: what is taken twice is one.</summary>
    public string Key => $"{Account}|{Time / 60_000}";

    public decimal Equity => Cash + Unrealised;

    /// <summary>What can still be used: equity less what is used and reserved.</summary>
    public decimal Free => Equity - MarginUsed - Reserved;
}
