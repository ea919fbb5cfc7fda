using System.Collections.Concurrent;
using Orleans.Runtime;

namespace EmbeddedEngine.Reminders;

/// <summary>A table in memory; the file table keeps one beside its files.</summary>
internal sealed class MemoryReminderTable : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderRow> _rows = new();

    public event Action<GrainId, string>? Changed;

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<ReminderRow> All() => [.. _rows.Values];

    public IReadOnlyList<ReminderRow> Of(GrainId grainId) => [.. _rows.Values.Where(r => r.GrainId.Equals(grainId))];

    public ReminderRow? Find(GrainId grainId, string name) => _rows.GetValueOrDefault((grainId, name));

    public Task<ReminderRow> UpsertAsync(GrainId grainId, string name, DateTime startAt, TimeSpan period)
    {
        var row = new ReminderRow(grainId, name, startAt, period, Guid.NewGuid().ToString("N"));
        _rows[(grainId, name)] = row;
        Changed?.Invoke(grainId, name);
        return Task.FromResult(row);
    }

    public Task<bool> RemoveAsync(GrainId grainId, string name, string etag)
    {
        if (Find(grainId, name) is not { } row)
        {
            return Task.FromResult(true);
        }

        if (row.ETag != etag || !_rows.TryRemove(new((grainId, name), row)))
        {
            return Task.FromResult(false);
        }

        Changed?.Invoke(grainId, name);
        return Task.FromResult(true);
    }
}
