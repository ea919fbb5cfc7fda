using OrleansTrading.Domain.Access;

namespace OrleansTrading.Storage.Records;

/// <summary>The audit log in files, by the time of the entry. Who, action and target are the group, so that a search reads only what it finds.</summary>
internal sealed class FileAuditStore(RecordLog<AuditEntry> log) : IAuditStore
{
    private const char Separator = '\n';

    public static RecordTable<AuditEntry> Table { get; } = new(
        "audit", entry => entry.Key, entry => entry.At, entry => string.Join(Separator, entry.Who, entry.Action, entry.Target), entry => (byte)entry.Outcome,
        RecordJson.Default.AuditEntry);

    public async Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        RecordArguments.CheckAudit(entry);
        await log.AddAsync([entry], added => added.At, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        RecordArguments.CheckAuditQuery(query);
        return log.ListAsync(
            (_, entry) => (query.Outcome is null || entry.Tag == (byte)query.Outcome) && Finds(query, entry.Group),
            query.Before - 1 ?? long.MaxValue, query.After, query.Limit, cancellationToken, query.From ?? long.MinValue);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);

    /// <remarks>A name or target with a line break in it is found by what stands before that.</remarks>
    private static bool Finds(AuditQuery query, string group)
    {
        var parts = group.Split(Separator, 3);
        return query.Finds(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }
}
