using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Storage.Records;

/// <summary>Opportunities in files, by the time at which they were opened.</summary>
internal sealed class FileArbitrageStore(RecordLog<ArbitrageOpportunity> log) : IArbitrageStore
{
    public static RecordTable<ArbitrageOpportunity> Table { get; } = new(
        "arbitrage", opportunity => opportunity.Id, opportunity => opportunity.OpenedAt, opportunity => opportunity.BaseAsset, _ => 0,
        RecordJson.Default.ArbitrageOpportunity);

    public Task SaveAsync(IReadOnlyList<ArbitrageOpportunity> opportunities, CancellationToken cancellationToken)
    {
        RecordArguments.CheckOpportunities(opportunities);
        return log.SaveAsync(opportunities, cancellationToken);
    }

    public Task<IReadOnlyList<ArbitrageOpportunity>> ListAsync(string? baseAsset, long? openedBefore, int limit, CancellationToken cancellationToken) =>
        log.ListAsync(
            (_, entry) => baseAsset is null || entry.Group == baseAsset, openedBefore - 1 ?? long.MaxValue, beforeKey: null, limit, cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);
}
