using OrleansTrading.Domain.Access;

namespace OrleansTrading.Contracts.Access;

/// <summary>Who changed what, when and from where. Entries are added and never changed.</summary>
public interface IAuditLog
{
    /// <summary>Adds an entry. When the call completes it survives the process.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Entries, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken);
}
