using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps opportunities for the life of the process, for tests.</summary>
public sealed class MemoryArbitrageStore : IArbitrageStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ArbitrageOpportunity> _opportunities = new(StringComparer.Ordinal);

    public Task SaveAsync(IReadOnlyList<ArbitrageOpportunity> opportunities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckOpportunities(opportunities);
        lock (_gate)
        {
            foreach (var opportunity in opportunities)
                _opportunities[opportunity.Id] = opportunity;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ArbitrageOpportunity>> ListAsync(string? baseAsset, long? openedBefore, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ArbitrageOpportunity>>(
            [
                .. _opportunities.Values
                    .Where(opportunity => (baseAsset is null || opportunity.BaseAsset == baseAsset) && (openedBefore is null || opportunity.OpenedAt < openedBefore))
                    .OrderByDescending(opportunity => opportunity.OpenedAt)
                    .ThenByDescending(opportunity => opportunity.Id, StringComparer.Ordinal)
                    .Take(limit),
            ]);
        }
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(
                _opportunities.Values.Where(opportunity => opportunity.OpenedAt < before).ToList().Count(opportunity => _opportunities.Remove(opportunity.Id)));
        }
    }
}
