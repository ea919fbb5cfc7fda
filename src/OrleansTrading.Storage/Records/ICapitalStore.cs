using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps the equity curves of accounts: one point for each account and minute, the last that was saved. When a call completes, what it saved survives the process.</summary>
public interface ICapitalStore
{
    Task SaveAsync(IReadOnlyList<CapitalPoint> points, CancellationToken cancellationToken);

    /// <summary>Points of an account from a time to another, both inclusive, Unix milliseconds; oldest first; when there are more than <paramref name="limit"/>, the newest.</summary>
    Task<IReadOnlyList<CapitalPoint>> ListAsync(string account, long from, long to, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets points before that time; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
