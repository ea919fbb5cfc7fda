using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Silo.Access;

/// <summary>The audit log as it is stored.</summary>
internal sealed class AuditLog(IAuditStore store) : IAuditLog
{
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => store.AddAsync(entry, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);
}
