using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Alerting.CatchUp;

/// <summary>Opportunities that opened or ended. They are stored by the time at which they opened, so those of the last day are looked through.</summary>
internal sealed class OpportunityNews(IArbitrageStore store) : INewsStore
{
    private const int Page = 500;

    /// <summary>From an opportunity's opening to its end, at most.</summary>
    private const long LongestLife = 24 * 60 * 60 * 1000L;

    public string Name => "arbitrage";

    public async Task<IReadOnlyList<Notification>> ListAsync(long after, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ArbitrageOpportunity>(StringComparer.Ordinal);
        IReadOnlyList<ArbitrageOpportunity> page = [];
        do
        {
            // Those of one moment may lie on both sides of a page's end.
            var before = page.Count == 0 ? (long?)null : page[0].OpenedAt == page[^1].OpenedAt ? page[^1].OpenedAt : page[^1].OpenedAt + 1;
            page = await store.ListAsync(null, before, Page, cancellationToken);
            foreach (var opportunity in page)
                found[opportunity.Id] = opportunity;
        }
        while (page.Count == Page && page[^1].OpenedAt > after - LongestLife);
        return [.. found.Values.SelectMany(NewsOf).Where(news => news.Time > after).OrderBy(news => news.Time)];
    }

    private static IEnumerable<Notification> NewsOf(ArbitrageOpportunity opportunity)
    {
        yield return AlertNews.Of(opportunity with { ClosedAt = null, End = null }, opportunity.OpenedAt);
        if (opportunity.ClosedAt is { } closed)
            yield return AlertNews.Of(opportunity, closed);
    }
}
