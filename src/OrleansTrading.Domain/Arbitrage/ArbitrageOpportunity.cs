using Orleans;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>A spread that stayed above the threshold, from its first sight to its last. Times are Unix milliseconds.</summary>
/// <param name="BaseAsset">What is traded.</param>
/// <param name="OpenedAt">When it was first seen above the threshold.</param>
/// <param name="Spread">As it was last seen.</param>
/// <param name="BestNetBps">The best net spread that was seen.</param>
/// <param name="SeenAt">When it was last seen.</param>
/// <param name="Looks">How often it was seen.</param>
/// <param name="ClosedAt">When it was found to be over; null while it is open.</param>
/// <param name="End">Why it is over; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageOpportunity")]
public sealed record ArbitrageOpportunity(
    [property: Id(0)] string BaseAsset,
    [property: Id(1)] long OpenedAt,
    [property: Id(2)] ArbitrageSpread Spread,
    [property: Id(3)] double BestNetBps,
    [property: Id(4)] long SeenAt,
    [property: Id(5)] long Looks,
    [property: Id(6)] long? ClosedAt,
    [property: Id(7)] ArbitrageEnd? End)
{
    /// <summary>Unique: a pair has at most one open opportunity at a time.</summary>
    public string Id => $"{OpenedAt}|{Spread.Buy}|{Spread.Sell}";
}
