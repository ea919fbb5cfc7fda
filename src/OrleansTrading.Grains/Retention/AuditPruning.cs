using Microsoft.Extensions.Options;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Retention;

/// <summary>Forgets old entries of the audit log.</summary>
internal sealed class AuditPruning(IAuditStore store, IOptions<RetentionOptions> options) : IPruned
{
    public string Name => "audit";

    public TimeSpan? Retention => options.Value.Audit;

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => store.PruneAsync(before, cancellationToken);
}
