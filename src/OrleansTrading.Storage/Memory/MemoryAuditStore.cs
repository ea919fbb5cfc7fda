using OrleansTrading.Domain.Access;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps the audit log for the life of the process, for tests.</summary>
public sealed class MemoryAuditStore : IAuditStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AuditEntry> _entries = new(StringComparer.Ordinal);

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckAudit(entry);
        lock (_gate)
            _entries.TryAdd(entry.Key, entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        RecordArguments.CheckAuditQuery(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var after = query.After is { } key ? _entries.GetValueOrDefault(key) : null;
            return Task.FromResult<IReadOnlyList<AuditEntry>>(
            [
                .. _entries.Values
                    .Where(query.Finds)
                    .Where(entry => query.After is null || (after is not null && entry.At < after.At) || (entry.At <= (after?.At ?? long.MaxValue) && string.CompareOrdinal(entry.Key, query.After) < 0))
                    .OrderByDescending(entry => entry.At)
                    .ThenByDescending(entry => entry.Key, StringComparer.Ordinal)
                    .Take(query.Limit),
            ]);
        }
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_entries.Values.Where(entry => entry.At < before).ToList().Count(entry => _entries.Remove(entry.Key)));
    }
}
