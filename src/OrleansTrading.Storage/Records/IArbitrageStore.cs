using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps opportunities of arbitrage. One is known by its id; saving it again replaces it. When a call completes, what it saved survives the process.</summary>
public interface IArbitrageStore
{
    Task SaveAsync(IReadOnlyList<ArbitrageOpportunity> opportunities, CancellationToken cancellationToken);

    /// <summary>Opportunities of one base asset (null: of all), opened before a time (Unix milliseconds) when one is given, newest first.</summary>
    Task<IReadOnlyList<ArbitrageOpportunity>> ListAsync(string? baseAsset, long? openedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets opportunities opened before that time; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
