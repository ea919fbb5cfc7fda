using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Storage.Records;

/// <summary>Equity curves in files.</summary>
internal sealed class FileCapitalStore(RecordLog<CapitalPoint> log) : ICapitalStore
{
    public static RecordTable<CapitalPoint> Table { get; } =
        new("capital", point => point.Key, point => point.Time, point => point.Account, _ => 0, RecordJson.Default.CapitalPoint);

    public Task SaveAsync(IReadOnlyList<CapitalPoint> points, CancellationToken cancellationToken)
    {
        RecordArguments.CheckCapital(points);
        return log.SaveAsync(points, cancellationToken);
    }

    public async Task<IReadOnlyList<CapitalPoint>> ListAsync(string account, long from, long to, int limit, CancellationToken cancellationToken)
    {
        var newestFirst = await log.ListAsync((_, entry) => entry.Group == account, to, beforeKey: null, limit, cancellationToken, from).ConfigureAwait(false);
        return [.. newestFirst.Reverse()];
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);
}
