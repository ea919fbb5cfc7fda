using OrleansTrading.Domain.Access;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps who changed what. An entry is added once and never changed.</summary>
public interface IAuditStore
{
    /// <summary>Adds an entry, unless there is one with its <see cref="AuditEntry.Key"/>. When the call completes it survives the process.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Entries, newest first; of one moment by descending key.</summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Forgets entries made before that time, Unix milliseconds; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
