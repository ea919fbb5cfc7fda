using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Access;

/// <summary>Reads the audit log from the newest on, one line an action: its end, or its beginning when it has none.</summary>
internal sealed class AuditReader(IAuditLog log, AuditQuery query)
{
    private const int Step = 500;

    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly Queue<AuditEntry> _waiting = new();
    private string? _after;
    private bool _isRead;

    public bool IsAtEnd => _isRead && _waiting.Count == 0;

    /// <summary>The next lines, fewer only at the end.</summary>
    public async Task<IReadOnlyList<AuditEntry>> NextAsync(int count, CancellationToken cancellationToken)
    {
        while (_waiting.Count < count && !_isRead)
            await ReadAsync(cancellationToken);
        var next = new List<AuditEntry>(Math.Min(count, _waiting.Count));
        while (next.Count < count && _waiting.TryDequeue(out var line))
            next.Add(line);
        return next;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        // What has not ended is told by the absence of an end, so the ends are read too.
        var outcome = query.Outcome == AuditOutcome.Begun ? null : query.Outcome;
        var entries = await log.ListAsync(query with { Outcome = outcome, After = _after, Limit = Step }, cancellationToken);
        foreach (var entry in entries)
        {
            var hasEnd = entry.Outcome == AuditOutcome.Begun ? _ended.Contains(entry.Id) : !_ended.Add(entry.Id);
            if (!hasEnd && (query.Outcome is null || entry.Outcome == query.Outcome))
                _waiting.Enqueue(entry);
        }

        _after = entries.Count > 0 ? entries[^1].Key : _after;
        _isRead = entries.Count < Step;
    }
}
