using Orleans;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>The execution of an opportunity: stored before each of its orders is sent. Times are Unix milliseconds.</summary>
/// <param name="Id">Unique, at most 70 characters; its orders' intent keys begin with it.</param>
/// <param name="Account">Which account trades it.</param>
/// <param name="Buy">The bought leg.</param>
/// <param name="Sell">The sold leg.</param>
/// <param name="Quantity">Base units wanted of both.</param>
/// <param name="BuyLimit">The most that is paid for a unit when entering, quote units.</param>
/// <param name="SellLimit">The least that is taken for one.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Round">Counts the rounds of orders: each round's orders have keys of their own.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DoneAt">When nothing was held any more; null before.</param>
/// <param name="Reason">Why it ended as it did, or is being closed where a leg was closed from outside; null before.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageTrade")]
public sealed record ArbitrageTrade(
    [property: Id(0)] string Id,
    [property: Id(1)] string Account,
    [property: Id(2)] ArbitrageLeg Buy,
    [property: Id(3)] ArbitrageLeg Sell,
    [property: Id(4)] decimal Quantity,
    [property: Id(5)] decimal BuyLimit,
    [property: Id(6)] decimal SellLimit,
    [property: Id(7)] ArbitrageStage Stage,
    [property: Id(8)] int Round,
    [property: Id(9)] long StartedAt,
    [property: Id(10)] long? DoneAt,
    [property: Id(11)] string? Reason)
{
    /// <summary>Rounds in a row in which nothing of what had to be closed has traded.</summary>
    [Id(12)] public int IdleRounds { get; init; }

    /// <summary>Before this the next round is not asked for; null: at once.</summary>
    [Id(13)] public long? NotBefore { get; init; }

    /// <summary>Cash of both legs, before fees; the profit once nothing is held.</summary>
    public decimal Cash => Buy.Cash + Sell.Cash;
}
