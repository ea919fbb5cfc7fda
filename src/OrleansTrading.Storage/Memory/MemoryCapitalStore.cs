using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps equity curves for the life of the process, for tests.</summary>
public sealed class MemoryCapitalStore : ICapitalStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CapitalPoint> _points = new(StringComparer.Ordinal);

    public Task SaveAsync(IReadOnlyList<CapitalPoint> points, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckCapital(points);
        lock (_gate)
        {
            foreach (var point in points)
                _points[point.Key] = point;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CapitalPoint>> ListAsync(string account, long from, long to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CapitalPoint>>(
                [.. _points.Values.Where(point => point.Account == account && point.Time >= from && point.Time <= to).OrderBy(point => point.Time).TakeLast(limit)]);
        }
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_points.Values.Where(point => point.Time < before).ToList().Count(point => _points.Remove(point.Key)));
    }
}
