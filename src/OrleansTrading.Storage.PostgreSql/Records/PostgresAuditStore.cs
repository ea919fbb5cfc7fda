using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Access;
using OrleansTrading.Storage.Records;
using Column = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Access.AuditEntry>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>The audit log in a table.</summary>
internal sealed class PostgresAuditStore(PostgresDatabase database, ILogger<PostgresAuditStore> logger) : IAuditStore
{
    public static RecordTableSql<AuditEntry> Table { get; } = new(
        "audit", entry => entry.Key, ["key", "at"], "at", "at", entry => entry.At,
        [
            Column.Text("key", entry => entry.Key), Column.Long("at", entry => entry.At), Column.Text("id", entry => entry.Id),
            Column.Text("who", entry => entry.Who), Column.Text("way", entry => entry.Way), Column.Text("from_address", entry => entry.From),
            Column.Text("action", entry => entry.Action), Column.Text("target", entry => entry.Target),
            Column.Text("target_upper", entry => entry.Target.ToUpperInvariant()), Column.Code("outcome", entry => (short)entry.Outcome),
        ],
        RecordJson.Default.AuditEntry, IsMarked: true);

    private readonly RecordRows<AuditEntry> _rows = new(database, Table, logger);

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        RecordArguments.CheckAudit(entry);
        return _rows.AddAsync([entry], cancellationToken);
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        RecordArguments.CheckAuditQuery(query);
        // Upper case is what comparing in any case compares by; the database's own depends on its locale.
        var wanted = new RecordQuery()
            .Long("at >= {0}", query.From).Long("at < {0}", query.Before)
            .Text("who = {0}", query.Who)
            .Text("starts_with(action, {0})", query.Action)
            .Text("strpos(target_upper, {0}) > 0", query.Target?.ToUpperInvariant())
            .Code("outcome = {0}", (short?)query.Outcome);
        return _rows.ListAsync(wanted, "key", query.After, query.Limit, cancellationToken);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => _rows.PruneAsync(before, cancellationToken);
}
