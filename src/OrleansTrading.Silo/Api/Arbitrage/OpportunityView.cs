using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Silo.Api.Arbitrage;

/// <summary>A spread that stayed above the threshold. Times are Unix milliseconds.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Asset">Base asset.</param>
/// <param name="OpenedAt">When it was first seen.</param>
/// <param name="LastSeenAt">When it was last seen.</param>
/// <param name="ClosedAt">When it was found to be over. Null while it is open.</param>
/// <param name="End">Why it is over: its spread <c>closed</c>, its books were <c>lost</c>, or it was <c>unwatched</c>. Null while it is open.</param>
/// <param name="LifetimeMs">From its first sight to its end, or to its last sight while it is open.</param>
/// <param name="Looks">How often it was seen.</param>
/// <param name="BestNetBps">The best net spread that was seen, in 1/10,000.</param>
/// <param name="Spread">As it was last seen.</param>
internal sealed record OpportunityView(
    string Id, string Asset, long OpenedAt, long LastSeenAt, long? ClosedAt, string? End,
    long LifetimeMs, long Looks, double BestNetBps, SpreadView Spread)
{
    public static OpportunityView Of(ArbitrageOpportunity opportunity) => new(
        opportunity.Id, opportunity.BaseAsset, opportunity.OpenedAt, opportunity.SeenAt, opportunity.ClosedAt, WordOf(opportunity.End),
        (opportunity.ClosedAt ?? opportunity.SeenAt) - opportunity.OpenedAt, opportunity.Looks, opportunity.BestNetBps,
        SpreadView.Of(opportunity.BaseAsset, opportunity.Spread));

    private static string? WordOf(ArbitrageEnd? end) => end switch
    {
        ArbitrageEnd.Closed => "closed",
        ArbitrageEnd.Lost => "lost",
        ArbitrageEnd.Unwatched => "unwatched",
        _ => null,
    };
}
